import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIpv4Address, checkIpv6Address } from '../addressing/address-rules.ts';
import { checkMacAddress } from '../addressing/mac-address.ts';
import { checkMtu } from '../addressing/mtu.ts';
import { parseSubnet, subnetsOverlap } from '../addressing/subnet.ts';
import { checkIpv4Subnet, checkIpv6Subnet } from '../addressing/subnet-rules.ts';
import { parseId } from '../ids.ts';
import { checkInterfaceName } from '../names/interface-name.ts';
import type { Lab } from '../lab.ts';
import { checkLinkQuality } from '../link-quality/link-quality-rules.ts';
import { checkLabel, checkLabName } from '../names/names.ts';
import { anyEdit, type Edit, smallLimits as limits } from '../testing/any-edit.ts';
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
    const { ipv4Subnet, ipv6Subnet, internet } = network;
    if (ipv4Subnet !== null)
      expect(checkIpv4Subnet(ipv4Subnet, internet)).toEqual({ ok: true, value: ipv4Subnet });
    if (ipv6Subnet !== null) expect(checkIpv6Subnet(ipv6Subnet)).toEqual({ ok: true, value: ipv6Subnet });
    if (internet) expect(ipv4Subnet).not.toBeNull();
    expect(checkMtu(network.mtu, network)).toEqual({ ok: true, value: network.mtu });
  }
  expectApart(networks.flatMap(({ ipv4Subnet }) => ipv4Subnet ?? []));
  expectApart(networks.flatMap(({ ipv6Subnet }) => ipv6Subnet ?? []));
  const interfaces = containers.flatMap((container) => container.interfaces);
  for (const field of ['ipv4Address', 'ipv6Address', 'macAddress'] as const) {
    const given = interfaces.filter((link) => link[field] !== null);
    distinct(given.map((link) => `${link.networkId} ${link[field]}`));
  }
  for (const link of interfaces) {
    const network = networks.find(({ id }) => id === link.networkId);
    if (network === undefined) throw new Error(`interface on a network that is not there: ${link.networkId}`);
    const { ipv4Address, ipv6Address, macAddress } = link;
    if (ipv4Address !== null)
      expect(checkIpv4Address(ipv4Address, network)).toEqual({ ok: true, value: ipv4Address });
    if (ipv6Address !== null)
      expect(checkIpv6Address(ipv6Address, network)).toEqual({ ok: true, value: ipv6Address });
    expect(checkMacAddress(macAddress)).toEqual({ ok: true, value: macAddress });
    expect(checkInterfaceName(link.name)).toEqual({ ok: true, value: link.name });
    if (link.quality) expect(checkLinkQuality(link.quality, [])).toEqual([]);
  }
  for (const container of containers) {
    distinct(container.interfaces.map((link) => link.networkId));
    distinct(container.interfaces.map((link) => link.name));
    expect(container.interfaces.length).toBeLessThanOrEqual(limits.interfacesPerContainer);
    expect(container.generation).toBeGreaterThan(0);
  }
  expect(networks.length).toBeLessThanOrEqual(limits.networksPerLab);
  expect(containers.length).toBeLessThanOrEqual(limits.containersPerLab);
}

/** What the lab has beyond the usual. */
function kindsOf({ networks, containers }: Lab): string[] {
  const links = containers.flatMap((each) => each.interfaces);
  const has = {
    plain: networks.some((each) => each.ipv4Subnet === null && each.ipv6Subnet === null),
    mtu: networks.some(({ mtu }) => mtu !== 1500),
    ipv6: links.some((link) => link.ipv6Address !== null),
    bare: links.some((link) => link.ipv4Address === null && link.ipv6Address === null),
    named: links.some(({ name }) => !name.startsWith('eth')),
    mac: links.some(({ macAddress }) => macAddress.startsWith('0a:')),
    quality: links.some(({ quality }) => quality !== undefined),
  };
  return Object.entries(has).flatMap(([kind, present]) => (present ? [kind] : []));
}

function expectApart(subnets: readonly string[]): void {
  for (const one of subnets) {
    const overlapping = subnets.filter((other) => subnetsOverlap(parseSubnet(other), parseSubnet(one)));
    expect(overlapping).toEqual([one]);
  }
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
}

/** What sequences of edits came to. */
class Outcomes {
  readonly refusals = new Set<string>();
  readonly kinds = new Set<string>();
  readonly most = { networks: 0, containers: 0, interfaces: 0 };

  /** Makes the edits one after the other, and checks the lab after each. */
  run(edits: readonly Edit[]): void {
    const context = editContext(limits);
    let { lab } = new SampleLab(context);
    for (const apply of edits) {
      // Frozen, so that an edit in place would throw.
      deepFreeze(lab);
      const result = apply(lab, context);
      if (result.ok) lab = result.value.lab;
      else {
        this.refusals.add(result.error.kind);
        expect(result.error.message).toMatch(/\.$|\?$/);
      }
      expectSound(lab);
      for (const kind of kindsOf(lab)) this.kinds.add(kind);
    }
    const interfaces = lab.containers.map((each) => each.interfaces.length);
    this.most.networks = Math.max(this.most.networks, lab.networks.length);
    this.most.containers = Math.max(this.most.containers, lab.containers.length);
    this.most.interfaces = Math.max(this.most.interfaces, ...interfaces);
  }
}

const manyEdits = fc.array(anyEdit, { minLength: 20, maxLength: 80, size: 'max' });

describe('any sequence of edits', () => {
  it('leaves a valid lab after each edit, and changes nothing if an edit is refused', () => {
    const outcomes = new Outcomes();
    fc.assert(
      fc.property(manyEdits, (edits) => outcomes.run(edits)),
      { numRuns: 100 },
    );
  });

  it('comes to every refusal and to everything that a lab can have', () => {
    const outcomes = new Outcomes();
    // Always the same ones: others may lack what is rare.
    for (const edits of fc.sample(manyEdits, { seed: 1, numRuns: 100 })) outcomes.run(edits);
    expect(outcomes.refusals).toEqual(new Set(['validation', 'not-found', 'conflict', 'quota']));
    expect(outcomes.most).toEqual({ networks: 3, containers: 3, interfaces: 2 });
    expect(outcomes.kinds).toEqual(new Set(['plain', 'mtu', 'ipv6', 'bare', 'named', 'mac', 'quality']));
  });
});
