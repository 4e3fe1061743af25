import { describe, expect, it } from 'vitest';
import { macAddressFor } from '../../addressing/mac-address.ts';
import { parseId } from '../../ids.ts';
import { errorOf, valueOf } from '../../testing/outcome.ts';
import { editContext, SampleLab, start } from '../../testing/sample-lab.ts';
import { addContainer } from './add-container.ts';
import { removeContainer } from '../remove-nodes.ts';

const web = { name: 'web', image: 'web', networks: [] };

describe('adding a container', () => {
  it('appends it, switched on, with its interfaces in the given order', () => {
    const sample = new SampleLab();
    const first = sample.container('first');
    const [lan, wan] = [sample.network('lan'), sample.network('wan', '10.9.0.0/28', true)];
    const networks = [
      { networkId: wan.id, ipv4Address: null },
      { networkId: lan.id, ipv4Address: '10.0.1.77' },
    ];
    const { lab, container } = valueOf(addContainer(sample.lab, { ...web, networks }, sample.context));
    expect(container).toEqual({
      id: container.id,
      name: 'web',
      image: 'web',
      power: 'on',
      generation: 1,
      requestedAt: start,
      gateway: 'automatic',
      interfaces: [
        {
          networkId: wan.id,
          name: 'eth0',
          ipv4Address: '10.9.0.2',
          ipv6Address: null,
          macAddress: macAddressFor(wan.id, '10.9.0.2'),
        },
        {
          networkId: lan.id,
          name: 'eth1',
          ipv4Address: '10.0.1.77',
          ipv6Address: null,
          macAddress: macAddressFor(lan.id, '10.0.1.77'),
        },
      ],
      position: null,
      config: null,
      createdAt: start,
    });
    expect(parseId(container.id)).toEqual({ kind: 'container', id: container.id, labId: lab.id });
    expect(lab).toEqual({ ...sample.lab, containers: [first, container] });
  });

  it('refuses an unknown image, listing the known ones', () => {
    const { lab, context } = new SampleLab();
    expect(errorOf(addContainer(lab, { ...web, image: 'nginx' }, context))).toMatchObject({
      kind: 'validation',
      issues: [
        { path: ['image'], message: "There is no image 'nginx'. Choose from 'host', 'router', 'web'." },
      ],
    });
  });

  it('reports every error at once, each with its path', () => {
    const sample = new SampleLab();
    const [lan, wan] = [sample.network('lan'), sample.network('wan', null, true)];
    const networks = [
      { networkId: lan.id, ipv4Address: '10.0.1.0' },
      { networkId: wan.id, ipv4Address: '10.0.2.1' },
      { networkId: lan.id, ipv4Address: null },
    ];
    const input = { name: 'Web', image: '', networks };
    const error = errorOf(addContainer(sample.lab, input, sample.context));
    if (error.kind !== 'validation') throw new Error(error.kind);
    expect(error.issues.map(({ path, message }) => [path.join('.'), message.slice(0, 40)])).toEqual([
      ['name', "'Web' is not a valid host name. Use lowe"],
      ['image', "There is no image ''. Choose from 'host'"],
      ['networks.2.networkId', expect.stringMatching(/^Network 'net_/)],
      ['networks.0.ipv4Address', "'10.0.1.0' is the network address of 10."],
      ['networks.1.ipv4Address', "'10.0.2.1' is the address of the gateway"],
    ]);
  });

  it('refuses the same network twice', () => {
    const sample = new SampleLab();
    const lan = sample.network('lan');
    const networks = [null, '10.0.1.20'].map((ipv4Address) => ({ networkId: lan.id, ipv4Address }));
    expect(errorOf(addContainer(sample.lab, { ...web, networks }, sample.context))).toMatchObject({
      kind: 'validation',
      issues: [{ path: ['networks', '1', 'networkId'], message: expect.stringContaining('given twice') }],
    });
  });

  it('refuses more interfaces than the limit', () => {
    const sample = new SampleLab(editContext({ interfacesPerContainer: 2 }));
    const networks = ['a', 'b', 'c'].map((name) => ({
      networkId: sample.network(name).id,
      ipv4Address: null,
    }));
    expect(errorOf(addContainer(sample.lab, { ...web, networks }, sample.context))).toMatchObject({
      kind: 'validation',
      issues: [{ path: ['networks'], message: '3 networks were given. A container can be on at most 2.' }],
    });
    expect(addContainer(sample.lab, { ...web, networks: networks.slice(1) }, sample.context).ok).toBe(true);
  });

  it('reports a network that does not exist or is in another lab', () => {
    const sample = new SampleLab();
    const networks = [{ networkId: 'net_aaaaaaaaaaaa_bbbbbb', ipv4Address: '10.0.1.10' }];
    expect(errorOf(addContainer(sample.lab, { ...web, networks }, sample.context))).toEqual({
      kind: 'not-found',
      subject: 'net_aaaaaaaaaaaa_bbbbbb',
      message: "There is no network 'net_aaaaaaaaaaaa_bbbbbb' in the lab.",
    });
  });

  it('refuses a taken name', () => {
    const sample = new SampleLab();
    sample.container('web');
    expect(errorOf(addContainer(sample.lab, web, sample.context))).toEqual({
      kind: 'conflict',
      message: "The lab already has a container 'web'. Choose another name.",
    });
  });

  it('refuses a taken address, and names its container', () => {
    const sample = new SampleLab();
    const lan = sample.network('lan');
    sample.container('db', lan);
    const networks = [{ networkId: lan.id, ipv4Address: '10.0.1.10' }];
    expect(errorOf(addContainer(sample.lab, { ...web, networks }, sample.context))).toEqual({
      kind: 'conflict',
      message:
        "10.0.1.10 on network 'lan' is taken by container 'db'. " +
        'Choose another address, or leave it out to get the next free one.',
    });
  });

  it.each([
    [true, "Network 'lan' is full: 10.0.1.0/30 has 1 address for containers."],
    [false, "Network 'lan' is full: 10.0.1.0/30 has 2 addresses for containers."],
  ])('refuses a full network (internet: %s)', (internet, message) => {
    const sample = new SampleLab();
    const lan = sample.network('lan', '10.0.1.0/30', internet);
    for (const name of internet ? ['a'] : ['a', 'b']) sample.container(name, lan);
    const networks = [{ networkId: lan.id, ipv4Address: null }];
    expect(errorOf(addContainer(sample.lab, { ...web, networks }, sample.context))).toEqual({
      kind: 'conflict',
      message: `${message} Disconnect a container, or use a larger network.`,
    });
  });

  it('refuses a container beyond the quota, and none before', () => {
    const sample = new SampleLab(editContext({ containersPerLab: 50 }));
    const lan = sample.network('lan');
    for (let index = 0; index < 50; index += 1) sample.container(`c${index}`, lan);
    expect(errorOf(addContainer(sample.lab, web, sample.context))).toEqual({
      kind: 'quota',
      message: 'The lab has 50 containers, and a lab may have at most 50. Delete some first.',
      limit: 50,
      used: 50,
    });
  });
});

describe('removing a container', () => {
  it('removes it from the lab and frees its name and address', () => {
    const sample = new SampleLab();
    const lan = sample.network('lan');
    const first = sample.container('web', lan);
    const other = sample.container('db', lan);
    const { lab } = valueOf(removeContainer(sample.lab, { containerId: first.id }, sample.context));
    expect(lab).toEqual({ ...sample.lab, containers: [other] });
    const networks = [{ networkId: lan.id, ipv4Address: '10.0.1.10' }];
    expect(addContainer(lab, { ...web, networks }, sample.context).ok).toBe(true);
  });

  it('reports an id that does not exist', () => {
    const { lab, context } = new SampleLab();
    expect(errorOf(removeContainer(lab, { containerId: 'x'.repeat(5000) }, context))).toEqual({
      kind: 'not-found',
      subject: 'x'.repeat(5000),
      message: `There is no container '${'x'.repeat(80)}…' in the lab.`,
    });
  });
});
