import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIpv4Address } from '../addressing/address-rules.ts';
import { parseSubnet, subnetsOverlap } from '../addressing/subnet.ts';
import { checkIpv4Subnet } from '../addressing/subnet-rules.ts';
import { parseId } from '../ids.ts';
import type { Lab } from '../lab.ts';
import { checkLabel, checkLabName } from '../names.ts';
import { containerPhases } from '../phase.ts';
import type { Result } from '../result.ts';
import { editContext, SampleLab } from '../testing/sample-lab.ts';
import { addContainer } from './add-container.ts';
import { addNetwork } from './add-network.ts';
import { connectContainer } from './connect-container.ts';
import { disconnectContainer } from './disconnect-container.ts';
import type { EditContext } from './edit-context.ts';
import type { EditError } from './edit-error.ts';
import { removeContainer } from './remove-container.ts';
import { removeNetwork } from './remove-network.ts';
import { renameLab } from './rename-lab.ts';
import { restartContainer, startContainer, stopContainer } from './switch-container.ts';

type Edit = (lab: Lab, context: EditContext) => Result<{ readonly lab: Lab }, EditError>;

const limits = { networksPerLab: 3, containersPerLab: 3, interfacesPerContainer: 2 };

/** Few values, so that edits meet: names clash, networks fill up, addresses are taken. Bad ones are rare. */
const mostly = <T>(good: fc.Arbitrary<T>, ...bad: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...bad) });
const name = mostly(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), 'Bad Name', 'localhost');
const smallSubnet = fc.constantFrom(null, '10.0.1.0/29', '10.0.1.8/30', '192.168.0.0/30');
const ipv4Subnet = mostly<string | null>(smallSubnet, '10.0.0.0/8', '10.0.1.5/24', '8.8.8.0/24');
const ipv4Address = mostly<string | null>(
  fc.constant(null),
  '10.0.1.1',
  '10.0.1.2',
  '10.0.1.10',
  '10.0.1.0',
  'x',
);
const index = fc.nat({ max: 3 });

const networkId = (lab: Lab, at: number): string => lab.networks[at]?.id ?? 'net_x';
const containerId = (lab: Lab, at: number): string => lab.containers[at]?.id ?? 'ctr_x';

const rename = name.map<Edit>((value) => (lab, context) => renameLab(lab, { name: value }, context));
const networkAdded = fc
  .record({ name, ipv4Subnet, internet: fc.boolean() })
  .map<Edit>((input) => (lab, context) => addNetwork(lab, input, context));
const networkRemoved = index.map<Edit>((at) => (lab, context) => {
  return removeNetwork(lab, { networkId: networkId(lab, at) }, context);
});
const containerAdded = fc
  .record({
    name,
    image: mostly(fc.constantFrom('host', 'web'), 'none'),
    wanted: fc.array(fc.tuple(index, ipv4Address), { maxLength: 3 }),
  })
  .map<Edit>(({ wanted, ...input }) => (lab, context) => {
    const networks = wanted.map(([at, address]) => ({ networkId: networkId(lab, at), ipv4Address: address }));
    return addContainer(lab, { ...input, networks }, context);
  });
const containerRemoved = index.map<Edit>((at) => (lab, context) => {
  return removeContainer(lab, { containerId: containerId(lab, at) }, context);
});
const connected = fc
  .tuple(index, index, ipv4Address)
  .map<Edit>(([container, network, address]) => (lab, context) => {
    const at = { containerId: containerId(lab, container), networkId: networkId(lab, network) };
    return connectContainer(lab, { ...at, ipv4Address: address }, context);
  });
const disconnected = fc.tuple(index, index).map<Edit>(([container, network]) => (lab, context) => {
  const at = { containerId: containerId(lab, container), networkId: networkId(lab, network) };
  return disconnectContainer(lab, at, context);
});
const switched = fc
  .tuple(
    fc.constantFrom(startContainer, stopContainer, restartContainer),
    index,
    fc.constantFrom(...containerPhases),
  )
  .map<Edit>(([change, at, phase]) => (lab, context) => {
    return change(lab, { containerId: containerId(lab, at), phase }, context);
  });

const edit = fc.oneof(
  { weight: 6, arbitrary: networkAdded },
  { weight: 1, arbitrary: networkRemoved },
  { weight: 8, arbitrary: containerAdded },
  { weight: 2, arbitrary: containerRemoved },
  { weight: 6, arbitrary: connected },
  { weight: 1, arbitrary: disconnected },
  { weight: 2, arbitrary: switched },
  { weight: 1, arbitrary: rename },
);

function expectSound(lab: Lab): void {
  const { networks, containers } = lab;
  const distinct = (values: readonly string[]): void => expect(new Set(values).size).toBe(values.length);
  expect(checkLabName(lab.name).ok).toBe(true);
  distinct([...networks, ...containers].map(({ id }) => id));
  distinct(networks.map((network) => network.name));
  distinct(containers.map((container) => container.name));
  for (const each of [...networks, ...containers]) {
    expect(checkLabel(each.name).ok).toBe(true);
    expect(parseId(each.id)).toMatchObject({ labId: lab.id });
  }
  for (const network of networks) {
    expect(checkIpv4Subnet(network.ipv4Subnet)).toEqual({ ok: true, value: network.ipv4Subnet });
    const overlapping = networks.filter((other) => {
      return subnetsOverlap(parseSubnet(other.ipv4Subnet), parseSubnet(network.ipv4Subnet));
    });
    expect(overlapping).toEqual([network]);
  }
  const interfaces = containers.flatMap((container) => container.interfaces);
  distinct(interfaces.map((link) => `${link.networkId} ${link.ipv4Address}`));
  distinct(interfaces.map((link) => link.macAddress));
  for (const link of interfaces) {
    const network = networks.find(({ id }) => id === link.networkId);
    if (network === undefined) throw new Error(`interface on a network that is not there: ${link.networkId}`);
    expect(checkIpv4Address(link.ipv4Address, network)).toEqual({ ok: true, value: link.ipv4Address });
  }
  for (const container of containers) {
    distinct(container.interfaces.map((link) => link.networkId));
    expect(container.interfaces.length).toBeLessThanOrEqual(limits.interfacesPerContainer);
    expect(container.generation).toBeGreaterThan(0);
  }
  expect(networks.length).toBeLessThanOrEqual(limits.networksPerLab);
  expect(containers.length).toBeLessThanOrEqual(limits.containersPerLab);
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
}

describe('any sequence of edits', () => {
  it('leaves a sound lab after each, and changes nothing where it is refused', () => {
    const refusals = new Set<string>();
    const made = { networks: 0, containers: 0, interfaces: 0 };
    fc.assert(
      fc.property(fc.array(edit, { minLength: 20, maxLength: 80, size: 'max' }), (edits) => {
        const context = editContext(limits);
        let { lab } = new SampleLab(context);
        for (const apply of edits) {
          // Frozen, so that an edit in place would throw.
          deepFreeze(lab);
          const result = apply(lab, context);
          if (!result.ok) refusals.add(result.error.kind);
          if (!result.ok) expect(result.error.message).toMatch(/\.$|\?$/);
          if (result.ok) lab = result.value.lab;
          expectSound(lab);
        }
        made.networks = Math.max(made.networks, lab.networks.length);
        made.containers = Math.max(made.containers, lab.containers.length);
        made.interfaces = Math.max(made.interfaces, ...lab.containers.map((each) => each.interfaces.length));
      }),
      { numRuns: 100 },
    );
    // The property means something only if the edits got somewhere and met.
    expect(refusals).toEqual(new Set(['validation', 'not-found', 'conflict', 'quota']));
    expect(made).toEqual({ networks: 3, containers: 3, interfaces: 2 });
  });
});
