import { noImpairment } from '@pineapple/core';
import type { Annotation, Container, Network } from '../lab.ts';

const at = '2026-01-01T00:00:00.000Z';

/** Of an interface. */
export const samplePerfectLink = {
  linkUp: true,
  quality: { outage: null, toContainer: noImpairment, fromContainer: noImpairment },
} as const;

/** The network `lan`, not yet on the canvas. */
export function sampleNetwork(part: Partial<Network> = {}): Network {
  return {
    id: 'net_1',
    name: 'lan',
    phase: 'ACTIVE',
    reason: null,
    ipv4Subnet: '10.0.1.0/24',
    ipv6Subnet: null,
    mtu: 1500,
    internet: false,
    createdAt: at,
    position: null,
    ...part,
  };
}

/** A container without interfaces that is READY, not yet on the canvas. */
export function sampleContainer(part: Partial<Container> = {}): Container {
  return {
    id: 'ctr_1',
    name: 'web',
    createdAt: at,
    host: null,
    position: null,
    image: { id: 'img_web', name: 'web' },
    gatewayChoice: 'AUTOMATIC',
    defaultGateway: null,
    config: null,
    changedSinceStart: [],
    filesVersion: 'v1',
    interfaces: [],
    readiness: { phase: 'READY', reason: null, since: at, elapsedMs: 0, version: 1, phases: [] },
    ...part,
  };
}

/** A yellow note at the origin. */
export function sampleAnnotation(part: Partial<Annotation> = {}): Annotation {
  return {
    ...{ id: 'ann_1', kind: 'NOTE', text: '', colour: 'YELLOW' },
    ...{ position: { x: 0, y: 0 }, width: 200, height: 96 },
    ...part,
  };
}
