import { readPort } from '@pineapple/core';
import { CliError } from '../cli-error.ts';
import type { Place } from '../node-name.ts';

/** A port of this machine and the port of a container that it leads to. */
export interface ForwardedPort {
  /** 0 for any free one. */
  readonly local: number;
  readonly port: number;
}

/** Forwards ports of this machine to ports of a container. */
export interface ForwardCommand {
  readonly name: 'forward';
  readonly place: Place;
  /** None for those that the container offers. */
  readonly ports: readonly ForwardedPort[];
}

/**
 * Reads `[local:]port …`, in the order of `ssh -L`, `docker -p` and `kubectl port-forward`.
 * @throws CliError
 */
export function readForwardCommand(place: Place, rest: readonly string[]): ForwardCommand {
  const ports = rest.map(readForwardedPort);
  const taken = ports.find(({ local }, at) => local !== 0 && ports.findIndex((e) => e.local === local) < at);
  if (taken) throw new CliError(`The local port ${taken.local} is named twice. Use each once.`);
  return { name: 'forward', place, ports };
}

function readForwardedPort(text: string): ForwardedPort {
  const [first = '', second, ...others] = text.split(':');
  const port = readPort(second ?? first);
  const local = second === undefined ? port : first === '' || first === '0' ? 0 : readPort(first);
  if (port !== null && local !== null && others.length === 0) return { local, port };
  throw new CliError(
    `"${text}" is not a port. Use the container's port, such as 80, or <local port>:<container's port>, such as 8080:80.`,
  );
}
