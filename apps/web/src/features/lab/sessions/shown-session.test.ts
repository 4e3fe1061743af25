import { describe, expect, it } from 'vitest';
import type { RoutingSessionsSubscription } from '../../../generated/graphql.ts';
import { shownSessions, summaryOf } from './shown-session.ts';

type Session = RoutingSessionsSubscription['routingSessions']['sessions'][number];

const end = (name: string | null, state: string | null, address = '10.0.1.1') => ({
  container: name === null ? null : { id: name, name },
  ...{ address, state },
});
const session = (part: Partial<Session>): Session => ({
  ...{ id: '1', protocol: 'OSPF', status: 'UP', network: { name: 'lan' }, ends: [] },
  ...part,
});
const only = (part: Partial<Session>) => shownSessions([session(part)])[0];

describe('shownSessions', () => {
  it('says the state once where both ends agree', () => {
    expect(only({ ends: [end('r1', 'Full/DR'), end('r2', 'Full/Backup')] })).toMatchObject({
      label: 'OSPF',
      text: 'OSPF r1 – r2 on lan: Full',
      between: ['r1', 'r2'],
    });
  });

  it('says the state of each end where they differ', () => {
    const ends = [end('r1', 'Active'), end('r2', 'Idle')];
    expect(only({ protocol: 'BGP', status: 'DOWN', network: null, ends })).toMatchObject({
      label: 'BGP Active / Idle',
      text: 'BGP r1 – r2: r1 Active, r2 Idle',
    });
  });

  it('names protocols as people write them', () => {
    const ends = [end('r1', 'Up'), end('r2', 'Initializing')];
    expect(only({ protocol: 'ISIS', status: 'DOWN', ends })).toMatchObject({
      label: 'IS-IS Up / Initializing',
      text: 'IS-IS r1 – r2 on lan: r1 Up, r2 Initializing',
    });
  });

  it('explains why 2-Way is no failure', () => {
    const ends = [end('r1', '2-Way/DROther'), end('r2', null)];
    expect(only({ status: 'TWO_WAY', ends })?.text).toBe(
      'OSPF r1 – r2 on lan: 2-Way, as neither is designated nor backup',
    );
  });

  it('has a text and no edge for a peer outside the lab', () => {
    const ends = [end('r1', 'Active'), end(null, null, '203.0.113.9')];
    expect(only({ protocol: 'BGP', status: 'DOWN', network: null, ends })).toMatchObject({
      between: null,
      text: 'BGP r1 – 203.0.113.9 (outside the lab): Active',
    });
  });

  it('puts first what is not up', () => {
    const sessions = shownSessions([session({ id: 'a' }), session({ id: 'b', status: 'DOWN' })]);
    expect(sessions.map(({ id }) => id)).toEqual(['b', 'a']);
  });
});

describe('summaryOf', () => {
  const summary = (routers: number, statuses: readonly Session['status'][], omittedRouters = 0) => {
    const sessions = statuses.map((status, index) => session({ id: String(index), status }));
    return summaryOf({ routers, omittedRouters, sessions }, shownSessions(sessions));
  };

  it('tells a lab without routers from routers without neighbours', () => {
    expect(summary(0, [])).toBe('No node runs a routing protocol yet');
    expect(summary(2, [])).toBe('No routing neighbours yet');
  });

  it('counts the sessions that fail', () => {
    expect(summary(3, ['UP', 'TWO_WAY'])).toBe('2 routing sessions, all up');
    expect(summary(3, ['UP', 'DOWN', 'DOWN'], 2)).toBe('3 routing sessions, 2 not up, 2 routers left out');
  });
});
