import { describe, expect, it } from 'vitest';
import type { Lab } from '../lab.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { toManifestPart } from './to-manifest-part.ts';

/** Two networks, a container on each of two hosts. */
function wideLab() {
  const sample = new SampleLab();
  const lan = sample.network('lan', '10.0.1.0/24', true);
  const web = sample.container('web', lan);
  const db = sample.container('db', lan);
  const lab: Lab = {
    ...sample.lab,
    hostId: 'mi-1',
    placement: {
      hosts: ['mi-1', 'mi-2'],
      containers: { [web.id]: 'mi-1', [db.id]: 'mi-2' },
      matched: {},
    },
    placementVersion: 1,
    vnis: { [lan.id]: 4711 },
  };
  return { lab, lan, images: sample.context.images };
}

describe('the part of a wide lab that a host receives', () => {
  it('has every network, its own containers, and the names of the others', () => {
    const { lab, lan, images } = wideLab();
    const here = toManifestPart(lab, images, { hostId: 'mi-1', peers: ['10.9.0.2'] });
    expect(here.networks).toMatchObject([
      { id: lan.id, overlay: { vni: 4711, peers: ['10.9.0.2'], gatewayHere: true } },
    ]);
    expect(here.containers.map(({ name }) => name)).toEqual(['web']);
    expect(here.neighbours).toEqual([
      { name: 'db', addresses: [{ networkId: lan.id, ipv4Address: '10.0.1.11' }] },
    ]);

    const there = toManifestPart(lab, images, { hostId: 'mi-2', peers: ['10.9.0.1'] });
    expect(there.networks[0]?.overlay?.gatewayHere).toBe(false);
    expect(there.containers.map(({ name }) => name)).toEqual(['db']);
    expect(there.neighbours.map(({ name }) => name)).toEqual(['web']);
  });

  it('is no part without a segment of its own for each network', () => {
    const { lab, images } = wideLab();
    const part = { hostId: 'mi-1', peers: [] };
    expect(() => toManifestPart({ ...lab, vnis: {} }, images, part)).toThrow(/has no VNI/);
  });
});
