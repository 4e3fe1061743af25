import type { ProbeOutcome, ReachQuestion } from '@pineapple/core';
import type { HostLinks } from '@pineapple/host-link';
import { type ReachCell, reachCell, reachEnd, reachPath } from '@pineapple/host-link/protocol';
import { readHostLines } from '../../live-hosts/read-host-lines.ts';

interface ProbeOptions {
  readonly links: HostLinks;
  readonly labId: string;
  /** The host of the container that sends; null if it is on none. */
  readonly hostId: string | null;
  readonly to: { readonly id: string; readonly name: string };
  readonly question: ReachQuestion;
  /** Whether to tell how it goes before the last answers are waited for. */
  readonly early: boolean;
  readonly signal: AbortSignal;
}

interface Probed extends ProbeOutcome {
  /** Whether answers may still come. */
  readonly pending: boolean;
}

const notSent: Probed = {
  ...{ sent: 0, received: 0, rttMs: null, status: 'NOT_RUNNING', errorFrom: null, pending: false },
};

/** Sends packets to one address. `first` is how it went at first, `last` in the end. They reject as `readHostLines` does. */
export function sendProbe({ links, labId, hostId, to, question, early, signal }: ProbeOptions): {
  readonly first: Promise<Probed>;
  readonly last: Promise<Probed>;
} {
  const first = Promise.withResolvers<Probed>();
  const read = async (): Promise<Probed> => {
    let known: ReachCell | null = null;
    if (hostId === null) return notSent;
    const { from, address, tcpPort } = question;
    const onLine = (line: string): void => {
      const value: unknown = JSON.parse(line);
      if (reachEnd.safeParse(value).success) return;
      const cell = reachCell.parse(value);
      if (cell.to !== to.id && (cell.to !== null || cell.name !== to.name)) return;
      known = cell;
      first.resolve(cell);
    };
    const path = reachPath({ ipVersion: null, tcpPort, from, address, early });
    await readHostLines(links, { hostId, labId, path, signal, onLine });
    return known ?? notSent;
  };
  const last = read();
  last.then(first.resolve, first.reject);
  return { first: first.promise, last };
}
