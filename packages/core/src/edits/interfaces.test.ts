import { describe, expect, it } from 'vitest';
import type { Lab } from '../lab.ts';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { addContainer, type Attachment } from './containers/add-container.ts';
import { connectContainer, disconnectContainer } from './connections.ts';

type Wishes = Partial<Omit<Attachment, 'networkId'>>;

/** A lab with one network of each kind. */
function labOfAllKinds() {
  const sample = new SampleLab();
  const lan = sample.network('lan', '10.0.1.0/24');
  const dual = sample.add({ name: 'dual', ipv4Subnet: '203.0.113.0/24', ipv6Subnet: '2001:db8::/64' });
  const v6 = sample.add({ name: 'v6', ipv6Subnet: 'fd00:6::/64' });
  const plain = sample.add({ name: 'plain', plain: true });
  const add = (...networks: readonly (readonly [{ readonly id: string }, Wishes?])[]) =>
    addContainer(
      sample.lab,
      {
        name: 'new',
        image: 'host',
        networks: networks.map(([{ id }, wishes]) => ({ networkId: id, ipv4Address: null, ...wishes })),
      },
      sample.context,
    );
  return { sample, lan, dual, v6, plain, add };
}

describe('the addresses of a new interface', () => {
  it('are the next free ones of each subnet of its network', () => {
    const { lan, dual, v6, plain, add } = labOfAllKinds();
    const { interfaces } = valueOf(add([lan], [dual], [v6], [plain])).container;
    expect(interfaces.map(({ name, ipv4Address, ipv6Address }) => [name, ipv4Address, ipv6Address])).toEqual([
      ['eth0', '10.0.1.10', null],
      ['eth1', '203.0.113.10', '2001:db8::10'],
      ['eth2', null, 'fd00:6::10'],
      ['eth3', null, null],
    ]);
  });

  it('are none if none are wanted, except those that are given', () => {
    const { lan, dual, add } = labOfAllKinds();
    const bare = { addressed: false };
    const { interfaces } = valueOf(
      add([lan, bare], [dual, { ...bare, ipv6Address: '2001:DB8:0::5' }]),
    ).container;
    expect(interfaces).toMatchObject([
      { ipv4Address: null, ipv6Address: null },
      { ipv4Address: null, ipv6Address: '2001:db8::5' },
    ]);
  });

  it('are taken in any spelling', () => {
    const { sample, dual, add } = labOfAllKinds();
    sample.container('first', { networkId: dual.id, ipv4Address: null, ipv6Address: '2001:db8::5' });
    expect(errorOf(add([dual, { ipv6Address: '2001:0DB8::0005' }]))).toEqual({
      kind: 'conflict',
      message:
        "2001:db8::5 on network 'dual' is taken by container 'first'. " +
        'Choose another address, or leave it out to get the next free one.',
    });
  });

  it.each([
    ['plain', 'ipv4Address', '10.0.0.1', "Network 'plain' has no IPv4 subnet, so it can't give '10.0.0.1'."],
    ['plain', 'ipv6Address', 'fd00::1', "Network 'plain' has no IPv6 subnet"],
    ['v6', 'ipv4Address', '10.0.0.1', "Network 'v6' has no IPv4 subnet"],
    ['lan', 'ipv6Address', 'fd00::1', "Network 'lan' has no IPv6 subnet"],
    ['dual', 'ipv6Address', 'fd00::1', "is outside 2001:db8::/64 of network 'dual'"],
    ['dual', 'ipv4Address', '203.0.113.255', 'is the broadcast address'],
  ] as const)('on %s may not be %s %s', (kind, field, value, message) => {
    const lab = labOfAllKinds();
    expect(errorOf(lab.add([lab[kind], { [field]: value }]))).toMatchObject({
      kind: 'validation',
      issues: [{ path: ['networks', '0', field], message: expect.stringContaining(message) }],
    });
  });

  it('fill a /31, which has the gateway and one container with egress', () => {
    const sample = new SampleLab();
    const cable = sample.network('cable', '10.0.0.0/31');
    const uplink = sample.network('uplink', '10.0.0.2/31', true);
    const given = ['a', 'b'].map((name) => sample.container(name, cable).interfaces[0]?.ipv4Address);
    expect(given).toEqual(['10.0.0.0', '10.0.0.1']);
    expect(sample.container('c', uplink).interfaces[0]?.ipv4Address).toBe('10.0.0.3');
    for (const [network, size] of [
      [cable, '2 addresses'],
      [uplink, '1 address'],
    ] as const) {
      const adding = (addressed: boolean) => {
        const networks = [{ networkId: network.id, ipv4Address: null, addressed }];
        return addContainer(sample.lab, { name: 'd', image: 'host', networks }, sample.context);
      };
      expect(errorOf(adding(true)).message).toContain(`${network.ipv4Subnet} has ${size} for containers`);
      expect(adding(false).ok).toBe(true);
    }
  });
});

describe('the MAC address of a new interface', () => {
  it('may be chosen, in any usual notation', () => {
    const { lan, add } = labOfAllKinds();
    const { interfaces } = valueOf(add([lan, { macAddress: '0A-00-00-00-00-01' }])).container;
    expect(interfaces[0]?.macAddress).toBe('0a:00:00:00:00:01');
  });

  it('is unique on its network, and may be the same on another', () => {
    const { sample, lan, plain, add } = labOfAllKinds();
    const macAddress = '0a:00:00:00:00:01';
    sample.container('first', { networkId: lan.id, ipv4Address: null, macAddress });
    expect(errorOf(add([lan, { macAddress }]))).toEqual({
      kind: 'conflict',
      message:
        "0a:00:00:00:00:01 on network 'lan' is taken by container 'first'. Choose another MAC address, or leave it out.",
    });
    expect(add([plain, { macAddress }]).ok).toBe(true);
  });

  it('is derived without an IPv4 address too, and avoids those that were chosen', () => {
    const { sample, lan, plain, add } = labOfAllKinds();
    const derived = valueOf(add([lan])).container.interfaces[0]?.macAddress ?? '';
    sample.container('first', {
      networkId: lan.id,
      ipv4Address: '10.0.1.99',
      macAddress: derived,
    });
    const { interfaces } = valueOf(add([lan], [plain])).container;
    expect(interfaces[0]?.ipv4Address).toBe('10.0.1.10');
    expect(interfaces[0]?.macAddress).not.toBe(derived);
    expect(interfaces.map(({ macAddress }) => macAddress.slice(0, 2))).toEqual(['06', '06']);
  });

  it.each(['01:00:5e:00:00:01', 'ff:ff:ff:ff:ff:ff', '00:00:00:00:00:00', 'x'])(
    'may not be %s',
    (macAddress) => {
      const { plain, add } = labOfAllKinds();
      expect(errorOf(add([plain, { macAddress }]))).toMatchObject({
        kind: 'validation',
        issues: [
          { path: ['networks', '0', 'macAddress'], message: expect.stringContaining(`'${macAddress}'`) },
        ],
      });
    },
  );
});

describe('the name of a new interface', () => {
  it('is the next free number after those that are chosen, whatever their order', () => {
    const { lan, dual, v6, plain, add } = labOfAllKinds();
    const { interfaces } = valueOf(
      add([lan], [dual, { interfaceName: 'eth0' }], [v6], [plain, { interfaceName: 'swp1' }]),
    ).container;
    expect(interfaces.map(({ name }) => name)).toEqual(['eth1', 'eth0', 'eth2', 'swp1']);
  });

  it('stays when another interface is removed, and its number is given again', () => {
    const { sample, lan, dual, plain } = labOfAllKinds();
    const web = sample.container('web', lan, dual);
    const at = (network: { readonly id: string }) => ({ containerId: web.id, networkId: network.id });
    const removed = valueOf(disconnectContainer(sample.lab, at(lan), sample.context));
    expect(removed.container.interfaces).toMatchObject([{ networkId: dual.id, name: 'eth1' }]);
    const connect = (lab: Lab, interfaceName: string | null) =>
      connectContainer(lab, { ...at(plain), ipv4Address: null, interfaceName }, sample.context);
    expect(valueOf(connect(removed.lab, null)).interface.name).toBe('eth0');
    expect(errorOf(connect(removed.lab, 'eth1'))).toEqual({
      kind: 'conflict',
      message:
        "The container already has an interface 'eth1'. Choose another name, or leave it out to get the next free one.",
    });
  });

  it('may not be given twice', () => {
    const { lan, plain, add } = labOfAllKinds();
    expect(errorOf(add([lan, { interfaceName: 'swp1' }], [plain, { interfaceName: 'swp1' }]))).toMatchObject({
      kind: 'validation',
      issues: [
        {
          path: ['networks', '1', 'interfaceName'],
          message: "'swp1' was given twice. Give each interface of a container a name of its own.",
        },
      ],
    });
  });

  it('is reported with every other broken rule', () => {
    const { plain, add } = labOfAllKinds();
    const wishes = {
      interfaceName: 'x'.repeat(16),
      macAddress: '01:00:00:00:00:00',
      ipv4Address: '10.0.0.1',
      ipv6Address: 'fd00::1',
    };
    const error = errorOf(add([plain, wishes]));
    if (error.kind !== 'validation') throw new Error(error.kind);
    expect(error.issues.map(({ path }) => path.at(-1))).toEqual([
      'interfaceName',
      'ipv4Address',
      'ipv6Address',
      'macAddress',
    ]);
  });
});
