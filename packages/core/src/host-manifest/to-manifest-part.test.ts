import { describe, expect, it } from 'vitest';
import type { Lab } from '../lab.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { toHostManifest } from './to-host-manifest.ts';
import { toManifestPart } from './to-manifest-part.ts';

/** Two networks, a container on each of two hosts. */
function multiHostLab() {
  const sample = new SampleLab();
  const lan = sample.network('lan', '10.0.1.0/24', true);
  const web = sample.container('web', lan);
  const db = sample.container('db', lan);
  const lab: Lab = {
    ...sample.lab,
    placement: {
      version: 1,
      hosts: ['mi-1', 'mi-2'],
      containers: { [web.id]: 'mi-1', [db.id]: 'mi-2' },
      vnis: { [lan.id]: 4711 },
      matched: {},
    },
  };
  return { lab, lan, images: sample.context.images };
}

describe('what one host of a multi-host lab receives', () => {
  it('has every network, its own containers, and the names of the others', () => {
    const { lab, lan, images } = multiHostLab();
    const here = toManifestPart(lab, images, { hostId: 'mi-1', peers: ['10.9.0.2'] });
    expect(here.networks).toMatchObject([
      { id: lan.id, overlay: { vni: 4711, peers: ['10.9.0.2'], gatewayHere: true } },
    ]);
    expect(here.containers.map(({ name }) => name)).toEqual(['web']);
    expect(here.neighbours).toEqual([
      { name: 'db', addresses: [{ networkId: lan.id, ipv4Address: '10.0.1.11', ipv6Address: null }] },
    ]);

    const there = toManifestPart(lab, images, { hostId: 'mi-2', peers: ['10.9.0.1'] });
    expect(there.networks[0]?.overlay?.gatewayHere).toBe(false);
    expect(there.containers.map(({ name }) => name)).toEqual(['db']);
    expect(there.neighbours.map(({ name }) => name)).toEqual(['web']);
  });

  it('says which networks have interfaces on this host only, with or without addresses', () => {
    const sample = new SampleLab();
    const [wire, shared] = ['wire', 'shared'].map((name) => sample.add({ name, plain: true }));
    if (!wire || !shared) throw new Error('The lab lacks a network');
    const web = sample.container('web', wire, shared);
    const db = sample.container('db', shared);
    const placement = {
      ...{ version: 1, hosts: ['mi-1', 'mi-2'], matched: {} },
      ...{ containers: { [web.id]: 'mi-1', [db.id]: 'mi-2' }, vnis: { [wire.id]: 1, [shared.id]: 2 } },
    } as const;
    const onlyHere = (hostId: string) =>
      toManifestPart({ ...sample.lab, placement }, [], { hostId, peers: [] }).networks.map(
        ({ overlay }) => overlay?.onlyHere,
      );
    expect(onlyHere('mi-1')).toEqual([true, false]);
    expect(onlyHere('mi-2')).toEqual([false, false]);
  });

  it('is refused while a network has no VNI', () => {
    const { lab, images } = multiHostLab();
    const placement = { ...lab.placement, vnis: {} };
    const target = { hostId: 'mi-1', peers: [] };
    expect(() => toManifestPart({ ...lab, placement }, images, target)).toThrow(/has no VNI/);
  });
});

describe('what the only host of a lab receives', () => {
  it('is all of the lab, without overlays', () => {
    const { lab, images } = multiHostLab();
    const placement = { ...lab.placement, hosts: ['mi-1'], containers: {} };
    const manifest = toManifestPart({ ...lab, placement }, images, { hostId: 'mi-1', peers: [] });
    expect(manifest).toEqual(toHostManifest(lab, images));
    expect(manifest.networks[0]?.overlay).toBeNull();
  });
});
