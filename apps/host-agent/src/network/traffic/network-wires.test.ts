import type { HostManifest, ManifestNetwork } from '@pineapple/core';
import { expect, it } from 'vitest';
import { SampleLab } from '../../testing/sample-lab.ts';
import { wiresOfNetwork } from './network-wires.ts';

const overlay = { vni: 7, peers: ['192.0.2.2'], gatewayHere: false };

/** A lab whose only network has so many containers. */
function labWith(containers: number, change: Partial<ManifestNetwork>): HostManifest {
  const lab = new SampleLab();
  const lan = lab.network('lan', '10.0.1.0/24');
  for (let index = 0; index < containers; index += 1)
    lab.container(`c${index}`, 'host:1', [[lan, `10.0.1.${10 + index}`]]);
  return { ...lab.desired, networks: [{ ...lan, ...change }] };
}

it.each<[boolean, string, number, Partial<ManifestNetwork>]>([
  [true, 'two interfaces', 2, {}],
  [false, 'one', 1, {}],
  [false, 'three', 3, {}],
  [false, 'two and a gateway', 2, { internet: true }],
  [true, 'two, both on one host of several', 2, { overlay: { ...overlay, onlyHere: true } }],
  [false, 'two and more on other hosts', 2, { overlay: { ...overlay, onlyHere: false } }],
  [false, 'two, of a command that does not say where others are', 2, { overlay }],
])('says %s for a cable for a network with %s', (isCable, _, containers, change) => {
  const lab = labWith(containers, change);
  const wires = wiresOfNetwork(lab, lab.networks[0]?.id ?? '');
  expect(wires.isCable).toBe(isCable);
  expect(wires.ends).toHaveLength(containers);
});
