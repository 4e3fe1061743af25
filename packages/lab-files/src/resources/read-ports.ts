import { type ContainerPort, quoted, readPort } from '@pineapple/core';
import type { Notes } from '../notes.ts';
import type { WrittenValue } from './read-resources.ts';

/** As many as a container offers. */
const mostPorts = 16;

/** `[[address:]port of the machine:]port[/protocol]`, with ranges of ports. */
const binding =
  /^(?:(?:\d+\.[\d.]+|\[[\da-f:.%]+\]):)?(?:(?<local>\d*(?:-\d+)?):)?(?<port>\d+(?:-\d+)?)(?:\/(?<protocol>\w+))?$/i;

/** The ports of a node that it publishes in another format. Notes say how they are reached here, and which are left out. */
export function readPorts(
  written: readonly WrittenValue[],
  subject: string,
  notes: Notes,
): readonly ContainerPort[] {
  const ports = new Map<number, ContainerPort>();
  for (const { text, place } of written) {
    const leaveOut = (why: string): void =>
      notes.warn(place, `The port ${quoted(text)} of ${subject} is left out. ${why}`);
    const { port: inside = '', local = '', protocol = 'tcp' } = binding.exec(text.trim())?.groups ?? {};
    const port = readPort(inside);
    if (protocol.toLowerCase() !== 'tcp') leaveOut('Only TCP ports can be reached from outside.');
    else if (inside.includes('-')) leaveOut('Name each port of a range by itself.');
    else if (port === null) leaveOut('Write it like 8080:80.');
    else if (ports.size === mostPorts && !ports.has(port))
      leaveOut(`A container offers at most ${mostPorts}.`);
    else {
      ports.set(port, { port, name: null });
      const forwarded = local === '' || local === inside ? inside : `${local}:${inside}`;
      notes.info(
        place,
        `Port ${port} of ${subject} is offered in its panel. pineapple forward with ${forwarded} opens it on your machine.`,
      );
    }
  }
  return [...ports.values()];
}
