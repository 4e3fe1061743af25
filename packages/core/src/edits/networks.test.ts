import { describe, expect, it } from 'vitest';
import { parseId } from '../ids.ts';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { editContext, SampleLab, start } from '../testing/sample-lab.ts';
import { addNetwork } from './add-network.ts';
import { disconnectContainer } from './connections.ts';
import { removeNetwork } from './remove-nodes.ts';

const lan = { name: 'lan', ipv4Subnet: '10.0.7.0/24', internet: false };

describe('adding a network', () => {
  it('appends it, with the given subnet', () => {
    const sample = new SampleLab();
    const first = sample.network('wan');
    const { lab, network } = valueOf(addNetwork(sample.lab, { ...lan, internet: true }, sample.context));
    expect(network).toEqual({
      id: network.id,
      name: 'lan',
      ipv4Subnet: '10.0.7.0/24',
      ipv6Subnet: null,
      internet: true,
      mtu: 1500,
      position: null,
      createdAt: start,
    });
    expect(parseId(network.id)).toEqual({ kind: 'network', id: network.id, labId: lab.id });
    expect(lab).toEqual({ ...sample.lab, networks: [first, network] });
  });

  it('chooses the next free subnet if none is given', () => {
    const sample = new SampleLab();
    const subnets = ['a', 'b', 'c'].map((name) => sample.network(name).ipv4Subnet);
    expect(subnets).toEqual(['10.0.1.0/24', '10.0.2.0/24', '10.0.3.0/24']);
  });

  it('attaches containers in the same step, as a cable does', () => {
    const sample = new SampleLab();
    const [a, b] = [sample.container('a'), sample.container('b', sample.network('lan'))];
    const cable = { name: 'cable', ipv4Subnet: null, plain: true, internet: false };
    const add = (...containerIds: string[]) =>
      addNetwork(sample.lab, { ...cable, containerIds }, sample.context);
    const { lab, network } = valueOf(add(a.id, b.id));
    expect(lab.containers.map(({ interfaces }) => interfaces.at(-1))).toMatchObject([
      { networkId: network.id, name: 'eth0', ipv4Address: null },
      { networkId: network.id, name: 'eth1', ipv4Address: null },
    ]);
    expect(errorOf(add(a.id, a.id)).message).toContain("'a' is already on network 'cable'");
    expect(errorOf(add('ctr_gone'))).toMatchObject({ kind: 'not-found', subject: 'ctr_gone' });
  });

  it('reports every error at once', () => {
    const { lab, context } = new SampleLab();
    const error = errorOf(
      addNetwork(lab, { ...lan, name: 'LAN', ipv4Subnet: '8.8.8.0/24', internet: true }, context),
    );
    expect(error).toMatchObject({
      kind: 'validation',
      issues: [
        { path: ['name'], message: expect.stringContaining("'LAN' is not a valid host name") },
        { path: ['ipv4Subnet'], message: expect.stringContaining("'8.8.8.0/24' is not a private subnet") },
      ],
    });
    expect(error.message).toMatch(/'LAN'.*'8\.8\.8\.0\/24'/);
  });

  it.each([
    [{ name: 'LAN' }, 'name'],
    [{ ipv4Subnet: '10.0.1.5/24' }, 'ipv4Subnet'],
  ])('refuses %j if only that is invalid', (change, field) => {
    const { lab, context } = new SampleLab();
    const error = errorOf(addNetwork(lab, { ...lan, ...change }, context));
    expect(error).toMatchObject({ kind: 'validation', issues: [{ path: [field] }] });
  });

  it('refuses a taken name', () => {
    const sample = new SampleLab();
    sample.network('lan');
    expect(errorOf(addNetwork(sample.lab, lan, sample.context))).toEqual({
      kind: 'conflict',
      message: "The lab already has a network 'lan'. Choose another name.",
    });
  });

  it('lets a container have the same name', () => {
    const sample = new SampleLab();
    sample.container('lan');
    expect(addNetwork(sample.lab, lan, sample.context).ok).toBe(true);
  });

  it.each(['10.0.1.0/24', '10.0.0.0/16', '10.0.1.128/25', '10.0.0.0/8'])(
    'refuses %s beside 10.0.1.0/24, naming the network it overlaps',
    (ipv4Subnet) => {
      const sample = new SampleLab();
      sample.network('wan', '10.0.1.0/24');
      expect(errorOf(addNetwork(sample.lab, { ...lan, ipv4Subnet }, sample.context))).toEqual({
        kind: 'conflict',
        message:
          `${ipv4Subnet} overlaps 10.0.1.0/24 of network 'wan'. ` +
          'Choose another subnet, or leave it out to get the next free one.',
      });
    },
  );

  it('refuses to choose a subnet if every private range is taken', () => {
    const sample = new SampleLab();
    for (const subnet of ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']) {
      sample.network(`n${subnet.length}`, subnet);
    }
    const error = errorOf(addNetwork(sample.lab, { ...lan, ipv4Subnet: null }, sample.context));
    expect(error).toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('No private /24 subnet is free'),
    });
  });

  it('refuses a network beyond the quota, and none before', () => {
    const sample = new SampleLab(editContext({ networksPerLab: 35 }));
    for (let index = 0; index < 35; index += 1) sample.network(`n${index}`);
    expect(errorOf(addNetwork(sample.lab, lan, sample.context))).toEqual({
      kind: 'quota',
      message: 'The lab has 35 networks, and a lab may have at most 35. Delete some first.',
      limit: 35,
      used: 35,
    });
  });

  it('never assigns an id that is in use', () => {
    const sample = new SampleLab();
    const first = sample.network('wan');
    const draws = [0, 0, 1].map((byte) => new Uint8Array(6).fill(byte));
    const random = (): Uint8Array => draws.shift() ?? new Uint8Array(6);
    const context = { ...sample.context, random };
    const second = valueOf(addNetwork({ ...sample.lab, networks: [] }, lan, context)).network;
    const both = { ...sample.lab, networks: [first, second] };
    const third = valueOf(addNetwork(both, { ...lan, name: 'dmz', ipv4Subnet: null }, context)).network;
    expect(third.id).not.toBe(second.id);
    expect(draws).toEqual([]);
  });
});

describe('removing a network', () => {
  it('removes it from the lab', () => {
    const sample = new SampleLab();
    const [wan, other] = [sample.network('wan'), sample.network('other')];
    const { lab } = valueOf(removeNetwork(sample.lab, { networkId: wan.id }, sample.context));
    expect(lab).toEqual({ ...sample.lab, networks: [other] });
  });

  it('is refused while containers are attached, and names them', () => {
    const sample = new SampleLab();
    const network = sample.network('lan');
    const web = sample.container('web', network);
    sample.container('idle');
    expect(errorOf(removeNetwork(sample.lab, { networkId: network.id }, sample.context))).toEqual({
      kind: 'conflict',
      message: "Network 'lan' still has a container attached: 'web'. Disconnect or delete it first.",
    });
    sample.container('db', network);
    expect(errorOf(removeNetwork(sample.lab, { networkId: network.id }, sample.context)).message).toBe(
      "Network 'lan' still has containers attached: 'web', 'db'. Disconnect or delete them first.",
    );
    const at = { containerId: web.id, networkId: network.id };
    const { lab } = valueOf(disconnectContainer(sample.lab, at, sample.context));
    expect(errorOf(removeNetwork(lab, at, sample.context)).message).toContain("attached: 'db'.");
  });

  it('reports an id that does not exist', () => {
    const { lab, context } = new SampleLab();
    expect(errorOf(removeNetwork(lab, { networkId: 'net_x' }, context))).toEqual({
      kind: 'not-found',
      subject: 'net_x',
      message: "There is no network 'net_x' in the lab.",
    });
  });
});
