import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HostCandidate } from './choose-host.ts';
import { mostHostsOfLab, placeContainers, type PlacementRequest } from './place-containers.ts';

const capacity = {
  cpus: 4,
  loadAverage: 0,
  memoryMb: 8000,
  memoryFreeMb: 6000,
  mostContainers: 20,
  containers: 0,
};

function host(
  hostId: string,
  containers = 0,
  changes: Partial<HostCandidate> = {},
  less: Partial<typeof capacity> = {},
): HostCandidate {
  const underlayAddress = `10.0.0.${hostId.charCodeAt(0)}`;
  return {
    ...{ hostId, dockerUp: true, cordoned: false, arriving: 0, underlayAddress },
    capacity: { ...capacity, ...less, containers },
    ...changes,
  };
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
const byName = (hostId: string): number => -hostId.charCodeAt(0);

function place(changes: Partial<PlacementRequest>, hosts: readonly HostCandidate[]) {
  const request: PlacementRequest = { hosts: [], containers: ids(4), placed: {}, spread: true, ...changes };
  return placeContainers(request, hosts, byName);
}
function counts(changes: Partial<PlacementRequest>, hosts: readonly HostCandidate[]): Record<string, number> {
  const choice = place(changes, hosts);
  if (choice.kind === 'none') throw new Error(choice.reason);
  return Object.values(choice.containers).reduce<Record<string, number>>(
    (sums, hostId) => ({ ...sums, [hostId]: (sums[hostId] ?? 0) + 1 }),
    {},
  );
}
function reason(changes: Partial<PlacementRequest>, hosts: readonly HostCandidate[]): string {
  const choice = place(changes, hosts);
  return choice.kind === 'none' ? choice.reason : '';
}

describe('placing the containers of a multi-host lab', () => {
  test('balances a spread lab, even if the hosts differ in free capacity', () => {
    expect(counts({}, [host('a'), host('b', 9)])).toEqual({ a: 2, b: 2 });
    expect(counts({ containers: ids(5) }, [host('a', 9), host('b')])).toEqual({ a: 2, b: 3 });
    expect(place({}, [host('a', 9), host('b')])).toMatchObject({ hosts: ['b', 'a'] });
  });

  test('uses as few hosts as possible for a lab that is too large for one host', () => {
    const hosts = [host('a', 10), host('b', 5), host('c', 12)];
    expect(counts({ spread: false, containers: ids(20) }, hosts)).toEqual({ b: 15, a: 5 });
    expect(counts({ spread: false, containers: ids(12) }, hosts)).toEqual({ b: 12 });
  });

  test('counts containers that a host has not reported yet', () => {
    expect(counts({ spread: false }, [host('a', 0, { arriving: 18 }), host('b', 17)])).toEqual({
      b: 3,
      a: 1,
    });
  });

  test('leaves containers where they are, and adds new ones elsewhere once their host is full', () => {
    const placed = { c0: 'a', c1: 'a' };
    const choice = place({ hosts: ['a'], placed, spread: false }, [host('a', 19), host('b')]);
    expect(choice).toEqual({
      kind: 'placed',
      hosts: ['a', 'b'],
      containers: { c0: 'a', c1: 'a', c2: 'a', c3: 'b' },
    });
  });

  test('keeps containers on a host that is offline, and forgets removed containers', () => {
    const placed = { c0: 'dead', gone: 'b' };
    const choice = place({ hosts: ['dead'], placed, containers: ['c0', 'c1'] }, [host('b')]);
    expect(choice).toEqual({ kind: 'placed', hosts: ['dead', 'b'], containers: { c0: 'dead', c1: 'b' } });
  });

  test('gives an empty lab the host with the most free capacity', () => {
    expect(place({ containers: [] }, [host('a', 15), host('b')])).toMatchObject({
      hosts: ['b'],
      containers: {},
    });
  });

  test('keeps a host that has only networks of the lab, and gives it the next container', () => {
    const placed = { c0: 'a', c1: 'a' };
    const choice = place({ hosts: ['a', 'b'], placed, containers: ids(2) }, [host('a')]);
    expect(choice).toMatchObject({ hosts: ['a', 'b'] });
    const next = place({ hosts: ['a', 'b'], placed, containers: ids(3) }, [host('a'), host('b', 15)]);
    expect(next).toMatchObject({ containers: { c2: 'b' } });
  });

  test('puts all containers on the only host', () => {
    expect(counts({}, [host('a')])).toEqual({ a: 4 });
  });

  test('skips hosts that are cordoned, without Docker, or without an underlay address', () => {
    const apart = host('b', 0, { underlayAddress: null });
    const closed = host('c', 0, { cordoned: true });
    const down = host('d', 0, { dockerUp: false });
    expect(counts({}, [host('a'), apart, closed, down])).toEqual({ a: 4 });
  });

  test('says why a lab can’t be placed', () => {
    expect(reason({}, [])).toMatch(/No host is online/);
    expect(reason({}, [host('a', 0, { cordoned: true })])).toMatch(/takes no more labs/);
    const apart = host('b', 0, { underlayAddress: null });
    expect(reason({}, [apart])).toMatch(/1 of the 1 online hosts .*PINEAPPLE_UNDERLAY_ADDRESS/);
    const full = reason({}, [host('a', 19), host('c', 18), apart]);
    expect(full).toMatch(/lack the capacity for 4 more containers/);
    expect(full).toMatch(/space for 3/);
    expect(full).toMatch(/1 of the 3 online hosts/);
    expect(reason({}, [host('a', 0, {}, { memoryFreeMb: 30 })])).toMatch(/too little memory/);
  });

  test('uses at most as many hosts as a lab may have', () => {
    const hosts = Array.from({ length: 30 }, (_, index) => host(String.fromCharCode(97 + index)));
    expect(Object.keys(counts({ containers: ids(60) }, hosts))).toHaveLength(mostHostsOfLab);
  });

  test('never overfills a host, moves nothing, and does not depend on the order of the hosts', () => {
    const facts = fc.array(
      fc.record({ hostId: fc.constantFrom('a', 'b', 'c', 'd'), containers: fc.integer({ min: 0, max: 20 }) }),
      { minLength: 1, maxLength: 4 },
    );
    const some = fc.record({ facts, count: fc.integer({ min: 0, max: 40 }), spread: fc.boolean() });
    fc.assert(
      fc.property(some, ({ facts: given, count, spread }) => {
        const hosts = [...new Map(given.map((fact) => [fact.hostId, fact])).values()].map((fact) =>
          host(fact.hostId, fact.containers),
        );
        const [first] = hosts;
        const placed = { c0: first?.hostId ?? 'a' };
        const request = { hosts: [placed.c0], placed, containers: ids(count), spread };
        const choice = place(request, hosts);
        expect(place(request, hosts.toReversed())).toEqual(choice);
        if (choice.kind === 'none') return;
        expect(Object.keys(choice.containers)).toHaveLength(count);
        if (count > 0) expect(choice.containers['c0']).toBe(placed.c0);
        for (const { hostId, capacity: had } of hosts) {
          const added = ids(count)
            .slice(1)
            .filter((id) => choice.containers[id] === hostId).length;
          expect((had?.containers ?? 0) + added).toBeLessThanOrEqual(capacity.mostContainers);
        }
      }),
    );
  });

  test('keeps containers that wait for each other on one host, also through others', () => {
    const placed = (request: Partial<PlacementRequest>, hosts: readonly HostCandidate[]) => {
      const choice = place({ containers: ids(5), waitsFor: { c0: ['c4'], c4: ['c2'] }, ...request }, hosts);
      return choice.kind === 'placed' ? choice.containers : {};
    };
    const both = [host('a'), host('b')];
    expect(placed({}, both)).toEqual({ c0: 'a', c2: 'a', c4: 'a', c1: 'b', c3: 'b' });
    expect(placed({ placed: { c2: 'b' } }, both)).toMatchObject({ c0: 'b', c4: 'b' });
    // A host with space for all of them comes before one that the lab would fill first.
    expect(placed({ spread: false }, [host('a', 18), host('b', 15)])).toMatchObject({
      ...{ c0: 'b', c2: 'b', c4: 'b' },
    });
  });
});
