import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ManifestContainer, HostManifest, ManifestOverlay } from '../host-manifest/host-manifest.ts';
import type { LabInterface } from '../lab-nodes.ts';
import type { ActualContainer, ActualLab, ActualNetwork, ActualState } from './actual-lab.ts';
import { planApply } from './plan-apply.ts';
import { performOnModel } from './plan-model.ts';
import { planIsEmpty } from './plan.ts';
import { container, lab, link, network } from './plan-samples.ts';
import { type Wire, wiresOf } from './wire.ts';

const networkIds = ['n1', 'n2', 'n3', 'n4'];
const containerIds = ['c1', 'c2', 'c3', 'c4', 'c5'];
const addresses = ['10.0.0.2', '10.0.0.3', '10.0.0.4'];
const images = ['host:1', 'router:1'];
const subnets = ['10.0.0.0/24', '10.0.0.0/28'];

const anyOverlay: fc.Arbitrary<ManifestOverlay | null> = fc.option(
  fc.record({
    vni: fc.constantFrom(4096, 4097),
    peers: fc.subarray(['192.0.2.1', '192.0.2.2', '192.0.2.3']),
    gatewayHere: fc.boolean(),
  }),
);

/** A valid desired lab: no address twice on a network, no network twice on a container. */
function withoutClashes(
  containers: readonly ManifestContainer[],
  networks: ReadonlySet<string>,
): ManifestContainer[] {
  const taken = new Set<string>();
  return containers.map((each) => {
    const own = new Set<string>();
    const interfaces = each.interfaces.filter(({ networkId, ipv4Address }) => {
      const place = `${networkId} ${ipv4Address}`;
      if (!networks.has(networkId) || taken.has(place) || own.has(networkId)) return false;
      taken.add(place);
      own.add(networkId);
      return true;
    });
    return { ...each, interfaces };
  });
}

const anyLink: fc.Arbitrary<LabInterface> = fc
  .tuple(fc.constantFrom(...networkIds), fc.constantFrom(...addresses))
  .map(([networkId, address]) => link(networkId, address));

const anyDesiredContainer = (id: string): fc.Arbitrary<ManifestContainer> =>
  fc
    .record({
      imageReference: fc.constantFrom(...images),
      power: fc.constantFrom('on' as const, 'off' as const),
      generation: fc.integer({ min: 1, max: 3 }),
      interfaces: fc.array(anyLink, { maxLength: 4 }),
    })
    .map((change) => container(id, change));

const anyDesired: fc.Arbitrary<HostManifest> = fc
  .record({
    networks: fc.subarray(networkIds).chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc
            .record({
              ipv4Subnet: fc.constantFrom(...subnets),
              ipv6Subnet: fc.constantFrom(null, 'fd00::/64'),
              internet: fc.boolean(),
              mtu: fc.constantFrom(1500, 9000),
              overlay: anyOverlay,
            })
            .map((change) => network(id, change)),
        ),
      ),
    ),
    containers: fc.subarray(containerIds).chain((ids) => fc.tuple(...ids.map(anyDesiredContainer))),
    removed: fc.boolean(),
  })
  .map(({ networks, containers, removed }) => ({
    ...lab(networks, withoutClashes(containers, new Set(networks.map(({ id }) => id)))),
    removed,
  }));

const anyWire: fc.Arbitrary<Wire> = fc.record({
  networkId: fc.constantFrom(...networkIds),
  name: fc.constantFrom('eth0', 'eth1', 'eth7'),
  macAddress: fc.constantFrom('02:ff', '02:fe'),
  addresses: fc.subarray(
    addresses.map((address) => `${address}/24`),
    { maxLength: 2 },
  ),
  gateway: fc.constantFrom(null, '10.0.0.1'),
});

/** Any state of a host, with duplicates and incomplete containers. A container is at most once on a network. */
const anyActualContainer: fc.Arbitrary<Omit<ActualContainer, 'key'>> = fc
  .record({
    id: fc.constantFrom(...containerIds),
    name: fc.constantFrom(...containerIds),
    imageReference: fc.constantFrom(...images),
    state: fc.constantFrom<ActualState>('created', 'waiting', 'running', 'stopped', 'broken'),
    generation: fc.integer({ min: 0, max: 3 }),
    endedByItself: fc.boolean(),
    interfaces: fc.uniqueArray(anyWire, { maxLength: 4, selector: ({ networkId }) => networkId }),
  })
  .map((each) => (each.state === 'running' ? each : { ...each, interfaces: [] }));

const anyActualNetwork: fc.Arbitrary<ActualNetwork> = fc.record({
  id: fc.constantFrom(...networkIds),
  ipv4Subnet: fc.constantFrom(...subnets, null),
  ipv6Subnet: fc.constantFrom(null, 'fd00::/64'),
  internet: fc.boolean(),
  mtu: fc.constantFrom(1500, 9000),
  overlay: anyOverlay,
});

const anyActual: fc.Arbitrary<ActualLab> = fc
  .tuple(
    fc.uniqueArray(anyActualNetwork, { maxLength: 4, selector: ({ id }) => id }),
    fc.array(anyActualContainer, { maxLength: 7 }),
  )
  .map(([networks, containers]) => ({
    networks,
    containers: containers.map((each, index) => {
      const there = new Set(networks.map(({ id }) => id));
      const interfaces = each.interfaces.filter(({ networkId }) => there.has(networkId));
      return { ...each, key: `ctr${index}`, interfaces };
    }),
  }));

describe('applying a plan', () => {
  it('works in any order that the plan allows and on any host, and leaves nothing to do', () => {
    fc.assert(
      fc.property(anyDesired, anyActual, fc.infiniteStream(fc.nat()), (desired, actual, choices) => {
        const plan = planApply(desired, actual);
        const choose = (count: number): number => Number(choices.next().value) % Math.max(count, 1);
        const after = performOnModel(desired, actual, plan, choose);
        expect(planApply(desired, after).steps).toEqual([]);
        if (desired.removed) expect(after).toEqual({ networks: [], containers: [] });
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves the host with exactly the networks and containers of the lab', () => {
    fc.assert(
      fc.property(anyDesired, anyActual, (desired, actual) => {
        const after = performOnModel(desired, actual, planApply(desired, actual), () => 0);
        const wanted = desired.removed ? { ...desired, networks: [], containers: [] } : desired;
        const ids = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id).toSorted();
        expect(ids(after.networks)).toEqual(ids(wanted.networks));
        expect(ids(after.containers)).toEqual(ids(wanted.containers));
        for (const each of after.containers) {
          const own = wanted.containers.find(({ id }) => id === each.id);
          const held = [...each.interfaces];
          const expected = own && each.state === 'running' ? wiresOf(wanted, own) : [];
          const byNetwork = (a: Wire, b: Wire): number => (a.networkId < b.networkId ? -1 : 1);
          expect(held.toSorted(byNetwork)).toEqual(expected.toSorted(byNetwork));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('can be interrupted at any step and planned again', () => {
    fc.assert(
      fc.property(anyDesired, anyActual, fc.nat(), (desired, actual, nat) => {
        const plan = planApply(desired, actual);
        const some = { steps: plan.steps.slice(0, plan.steps.length === 0 ? 0 : nat % plan.steps.length) };
        const halfway = performOnModel(desired, actual, some, () => 0);
        const second = planApply(desired, halfway);
        const after = performOnModel(desired, halfway, second, () => 0);
        expect(planIsEmpty(planApply(desired, after))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('never removes or restarts a container because of its name', () => {
    fc.assert(
      fc.property(anyDesired, anyActual, fc.shuffledSubarray(containerIds), (desired, actual, names) => {
        const converged = performOnModel(desired, actual, planApply(desired, actual), () => 0);
        const containers = desired.containers.map((each, at) => ({ ...each, name: names[at] ?? each.name }));
        const plan = planApply({ ...desired, containers }, converged);
        expect(plan.steps.map(({ action }) => action).filter((action) => action !== 'rename')).toEqual([]);
        const after = performOnModel({ ...desired, containers }, converged, plan, () => 0);
        for (const { id, name, state } of after.containers)
          if (state === 'running') expect(name).toBe(containers.find((each) => each.id === id)?.name);
      }),
      { numRuns: 300 },
    );
  });

  it('never removes or stops what is correct', () => {
    fc.assert(
      fc.property(anyDesired, anyActual, (desired, actual) => {
        const settled = performOnModel(desired, actual, planApply(desired, actual), () => 0);
        const more = desired.removed
          ? desired
          : { ...desired, networks: [...desired.networks, network('extra')] };
        const steps = planApply(more, settled).steps.map(({ action, subject }) => `${action} ${subject}`);
        expect(steps).toEqual(desired.removed ? [] : ['create-network extra']);
      }),
      { numRuns: 300 },
    );
  });
});
