import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIpv4Address } from '../addressing/address-rules.ts';
import { parseSubnet, subnetsOverlap } from '../addressing/subnet.ts';
import { checkIpv4Subnet } from '../addressing/subnet-rules.ts';
import { parseId } from '../ids.ts';
import type { Lab } from '../lab.ts';
import { checkLabel, checkLabName } from '../names.ts';
import { anyEdit, smallLimits as limits } from '../testing/any-edit.ts';
import { editContext, SampleLab } from '../testing/sample-lab.ts';

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
  it('leaves a valid lab after each edit, and changes nothing if an edit is refused', () => {
    const refusals = new Set<string>();
    const made = { networks: 0, containers: 0, interfaces: 0 };
    fc.assert(
      fc.property(fc.array(anyEdit, { minLength: 20, maxLength: 80, size: 'max' }), (edits) => {
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
    // The property is meaningful only if enough edits succeeded and collided.
    expect(refusals).toEqual(new Set(['validation', 'not-found', 'conflict', 'quota']));
    expect(made).toEqual({ networks: 3, containers: 3, interfaces: 2 });
  });
});
