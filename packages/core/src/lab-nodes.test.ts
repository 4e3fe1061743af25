import { describe, expect, it } from 'vitest';
import { labHistorySchema } from './history/lab-history.ts';
import { hostManifestSchema } from './host-manifest/host-manifest.ts';
import { labContainerSchema, labInterfacesSchema, labNetworkSchema } from './lab-nodes.ts';
import { SampleLab } from './testing/sample-lab.ts';

const createdAt = '2026-03-01T10:00:00.000Z';
const oldNetwork = {
  id: 'net_aaaaaaaaaaaa_bbbbbb',
  name: 'lan',
  ipv4Subnet: '10.0.1.0/24',
  ipv6Subnet: null,
  internet: true,
};
const oldLink = (ipv4Address: string) => ({
  networkId: oldNetwork.id,
  ipv4Address,
  ipv6Address: null,
  macAddress: '02:00:0a:00:01:0a',
});
const oldContainer = {
  id: 'ctr_aaaaaaaaaaaa_bbbbbb',
  name: 'web',
  image: 'web',
  power: 'on',
  generation: 1,
  requestedAt: createdAt,
  interfaces: [oldLink('10.0.1.10'), oldLink('10.0.2.10')],
};
const named = [
  { ...oldLink('10.0.1.10'), name: 'eth0' },
  { ...oldLink('10.0.2.10'), name: 'eth1' },
];

describe('what the version before stored', () => {
  it('loads: networks have the usual MTU, interfaces the names that their positions gave them', () => {
    expect(labNetworkSchema.parse({ ...oldNetwork, position: null, createdAt })).toMatchObject({ mtu: 1500 });
    const config = { files: [], defaultGateway: '10.0.1.1' };
    expect(labContainerSchema.parse({ ...oldContainer, config, createdAt })).toMatchObject({
      interfaces: named,
      config: {
        ...config,
        sysctls: [],
        env: [],
        entrypoint: null,
        command: null,
        user: null,
        workingDir: null,
        exec: [],
        waitFor: [],
        onStop: [],
        cpus: null,
        memoryMb: null,
        ports: [],
      },
    });
  });

  it('has its properties in the order in which edits write them, because undo compares JSON', () => {
    const sample = new SampleLab();
    const written = sample.container('web', sample.network('lan')).interfaces;
    const { name: _name, ...old } = written[0] ?? expect.fail();
    expect(JSON.stringify(labInterfacesSchema.parse([old]))).toBe(JSON.stringify(written));
  });

  it('can be undone', () => {
    const step = {
      id: 'a',
      label: 'Disconnect web from lan',
      changes: [
        {
          kind: 'container',
          change: 'altered',
          id: oldContainer.id,
          before: { interfaces: oldContainer.interfaces },
          after: { interfaces: [] },
        },
        { kind: 'network', change: 'removed', index: 0, node: { ...oldNetwork, createdAt } },
      ],
    };
    expect(labHistorySchema.parse({ undo: [step], redo: [] }).undo[0]?.changes).toMatchObject([
      { before: { interfaces: named }, after: { interfaces: [] } },
      { node: { mtu: 1500 } },
    ]);
  });

  it('and sent to hosts is still a manifest', () => {
    const manifest = hostManifestSchema.parse({
      format: 1,
      labId: 'lab_aaaaaaaaaaaa',
      revision: 3,
      removed: false,
      networks: [oldNetwork],
      containers: [{ ...oldContainer, imageReference: 'pineapple/web:1', files: [] }],
      neighbours: [{ name: 'db', addresses: [{ networkId: oldNetwork.id, ipv4Address: '10.0.1.11' }] }],
    });
    expect(manifest).toMatchObject({
      networks: [{ mtu: 1500, overlay: null }],
      containers: [
        {
          interfaces: named,
          sysctls: [],
          env: [],
          command: null,
          user: null,
          entrypoint: null,
          exec: [],
          waitFor: [],
          onStop: [],
          cpus: null,
          memoryMb: null,
          defaultGateway: null,
        },
      ],
      neighbours: [{ addresses: [{ ipv4Address: '10.0.1.11', ipv6Address: null }] }],
    });
  });
});
