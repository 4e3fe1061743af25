import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseHost, type HostCandidate } from './choose-host.ts';

const capacity = {
  cpus: 4,
  loadAverage: 0,
  memoryMb: 8000,
  memoryFreeMb: 6000,
  mostContainers: 200,
  containers: 0,
};

function host(
  hostId: string,
  changes: Partial<HostCandidate> = {},
  less: Partial<typeof capacity> = {},
): HostCandidate {
  const idle = { dockerUp: true, cordoned: false, arriving: 0, underlayAddress: null };
  return { hostId, ...idle, capacity: { ...capacity, ...less }, ...changes };
}

const byName = (hostId: string): number => -hostId.charCodeAt(hostId.length - 1);
const chosen = (containers: number, hosts: readonly HostCandidate[]) => {
  const choice = chooseHost(containers, hosts, byName);
  return choice.kind === 'host' ? choice.hostId : choice.reason;
};

describe('choosing the host of a single-host lab', () => {
  test('takes the host with the most free capacity of what is scarcest', () => {
    expect(chosen(3, [host('a', {}, { containers: 150 }), host('b')])).toBe('b');
    expect(chosen(3, [host('a', {}, { memoryFreeMb: 500 }), host('b')])).toBe('b');
    expect(chosen(3, [host('a', {}, { loadAverage: 3.5 }), host('b')])).toBe('b');
  });

  test('takes the host that the lab prefers if the hosts differ little', () => {
    expect(chosen(3, [host('b'), host('a', {}, { containers: 2 })])).toBe('a');
  });

  test('counts containers that a host has not reported yet', () => {
    expect(chosen(1, [host('a', { arriving: 3 }), host('b', {}, { loadAverage: 2.5 })])).toBe('b');
    expect(chosen(9, [host('a', { arriving: 195 })])).toMatch(/space for 5 more/);
    expect(chosen(9, [host('a', { arriving: 20 }, { memoryFreeMb: 600 })])).toMatch(/lacks the memory/);
  });

  test('spreads thirty labs that are placed at once, however unequal the hosts were before', () => {
    const hosts = [host('a'), host('b', {}, { loadAverage: 3.5 })];
    const labs = { a: 0, b: 0 };
    for (let lab = 0; lab < 30; lab += 1) {
      const hostId = chosen(3, hosts) === 'a' ? 'a' : 'b';
      labs[hostId] += 1;
      const index = hosts.findIndex((one) => one.hostId === hostId);
      hosts[index] = host(hostId, { arriving: labs[hostId] * 3 }, hostId === 'b' ? { loadAverage: 3.5 } : {});
    }
    expect(Math.min(labs.a, labs.b)).toBeGreaterThanOrEqual(14);
  });

  test('skips a cordoned host, and says so if there is no other', () => {
    expect(chosen(1, [host('a', { cordoned: true }), host('b', {}, { containers: 190 })])).toBe('b');
    expect(chosen(1, [host('a', { cordoned: true })])).toMatch(/takes no more labs/);
    expect(chosen(1, [])).toMatch(/No host is online/);
  });

  test('skips a host whose Docker is down while another host is up', () => {
    expect(chosen(1, [host('a', { dockerUp: false }), host('b', {}, { loadAverage: 9 })])).toBe('b');
    expect(chosen(1, [host('a', { dockerUp: false })])).toBe('a');
  });

  test('never overfills a host, and says how much space is left', () => {
    const reason = chosen(50, [host('a', {}, { containers: 160 }), host('b', {}, { containers: 170 })]);
    expect(reason).toMatch(/50 containers/);
    expect(reason).toMatch(/space for 40 more/);
    expect(chosen(50, [host('a', {}, { memoryFreeMb: 100 })])).toMatch(/lacks the memory/);
  });

  test('prefers a host that has not reported its capacity to a full one', () => {
    expect(chosen(1, [host('a', {}, { containers: 195 }), host('b', { capacity: null })])).toBe('b');
  });

  test('does not depend on the order of the hosts', () => {
    const some = fc.array(
      fc.record({
        hostId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        dockerUp: fc.boolean(),
        cordoned: fc.boolean(),
        containers: fc.integer({ min: 0, max: 200 }),
        loadAverage: fc.double({ min: 0, max: 8, noNaN: true }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 60 }), (facts, containers) => {
        const hosts = [...new Map(facts.map((fact) => [fact.hostId, fact])).values()].map((fact) =>
          host(fact.hostId, fact, fact),
        );
        const choice = chooseHost(containers, hosts, byName);
        expect(chooseHost(containers, hosts.toReversed(), byName)).toEqual(choice);
        if (choice.kind === 'none') return;
        const taken = hosts.find(({ hostId }) => hostId === choice.hostId);
        expect(taken?.cordoned).toBe(false);
        expect((taken?.capacity?.containers ?? 0) + containers).toBeLessThanOrEqual(200);
      }),
    );
  });
});
