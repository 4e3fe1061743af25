import { protocolNames } from '@pineapple/core';
import type { RoutingSessionsSubscription, RoutingSessionStatus } from '../../../generated/graphql.ts';

type Told = RoutingSessionsSubscription['routingSessions'];
type Session = Told['sessions'][number];
type End = Session['ends'][number];

/** A session as the page shows it. */
export interface ShownSession {
  readonly id: string;
  readonly protocol: string;
  readonly status: RoutingSessionStatus;
  /** The ids of both containers; null for a peer outside the lab, which has no edge. */
  readonly between: readonly [string, string] | null;
  /** At the edge: `OSPF`, or with what is wrong: `BGP Active`. */
  readonly label: string;
  /** `OSPF r1 – r2 on lan: Full`, `BGP r1 – r2: r1 Active, r2 Idle`. */
  readonly text: string;
}

/** What the page shows of a lab's sessions, those that are not up first. */
export function shownSessions(sessions: readonly Session[]): readonly ShownSession[] {
  return sessions.map(show).sort((a, b) => Number(a.status === 'UP') - Number(b.status === 'UP'));
}

function show({ id, protocol: kind, status, network, ends }: Session): ShownSession {
  const protocol = protocolNames[kind];
  const ids = ends.flatMap(({ container }) => container?.id ?? []);
  const [first, second] = ids;
  const states = ends.flatMap(({ state }) => (state === null ? [] : [shortState(state)]));
  const isSame = new Set(states).size < 2;
  const told = isSame
    ? (states[0] ?? 'unknown')
    : ends
        .map((end) => `${nameOf(end)} ${end.state === null ? 'unknown' : shortState(end.state)}`)
        .join(', ');
  const where = network === null ? '' : ` on ${network.name}`;
  const note = status === 'TWO_WAY' ? ', as neither is designated nor backup' : '';
  return {
    ...{ id, protocol, status },
    between: first !== undefined && second !== undefined ? [first, second] : null,
    label: status === 'UP' ? protocol : `${protocol} ${[...new Set(states)].join(' / ')}`,
    text: `${protocol} ${ends.map(nameOf).join(' – ')}${where}: ${told}${note}`,
  };
}

/** OSPF's states end in the neighbour's part on the network: `Full/DR`. */
function shortState(state: string): string {
  return state.split('/')[0] ?? state;
}

function nameOf({ container, address }: End): string {
  return container?.name ?? `${address ?? 'a peer'} (outside the lab)`;
}

/** What the notice says in one line. */
export function summaryOf({ routers, omittedRouters }: Told, sessions: readonly ShownSession[]): string {
  const left = omittedRouters > 0 ? `, ${omittedRouters} routers left out` : '';
  if (routers === 0) return `No node runs a routing protocol yet${left}`;
  if (sessions.length === 0) return `No routing neighbours yet${left}`;
  const down = sessions.filter(({ status }) => status === 'DOWN').length;
  const count = sessions.length === 1 ? '1 routing session' : `${sessions.length} routing sessions`;
  const all = sessions.length === 1 ? 'up' : 'all up';
  return `${count}, ${down === 0 ? all : `${down} not up`}${left}`;
}
