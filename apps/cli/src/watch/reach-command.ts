import { readPort } from '@pineapple/core';
import { CliError } from '../cli-error.ts';
import { type Place, readNodeName } from '../node-name.ts';

/** Checks who reaches whom. */
export interface ReachCommand {
  readonly name: 'reach';
  /** The lab of a check; null for an explanation. */
  readonly lab: string | null;
  /** The two containers of an explanation; null for a check. */
  readonly pair: { readonly from: Place; readonly to: Place } | null;
  readonly ipVersion: 4 | 6 | null;
  readonly tcpPort: number | null;
  readonly json: boolean;
}

export const reachOptions = { tcp: { type: 'string' }, ip: { type: 'string' } } as const;

interface Typed {
  readonly where: string | undefined;
  readonly rest: readonly string[];
  readonly values: {
    readonly tcp?: string | undefined;
    readonly ip?: string | undefined;
    readonly json?: boolean | undefined;
  };
}

/** @throws CliError */
export function readReachCommand({ where, rest, values }: Typed): ReachCommand {
  const [other, ...more] = rest;
  if (where === undefined) throw new CliError('Name the lab, or two containers as <lab>/<container>.');
  if (more.length > 0) throw new CliError(`reach does not take "${more[0]}".`);
  const json = values.json ?? false;
  const kind = { ipVersion: readVersion(values.ip), tcpPort: readTcpPort(values.tcp), json };
  if (other === undefined) return { name: 'reach', lab: where, pair: null, ...kind };
  const [from, to] = [readPlace(where), readPlace(other)];
  if (from.lab !== to.lab) throw new CliError('The two containers are of different labs.');
  return { name: 'reach', lab: null, pair: { from, to }, ...kind };
}

function readPlace(text: string): Place {
  const { lab, node } = readNodeName(text, 'container');
  return { lab, container: node };
}

function readVersion(text: string | undefined): 4 | 6 | null {
  if (text === undefined) return null;
  if (text === '4' || text === '6') return text === '4' ? 4 : 6;
  throw new CliError(`--ip is "${text}". Use 4 or 6.`);
}

function readTcpPort(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = readPort(text);
  if (port !== null) return port;
  throw new CliError(`--tcp is "${text}". Use a port from 1 to 65535.`);
}
