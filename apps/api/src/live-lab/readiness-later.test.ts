import { containerReadiness, type ContainerObservation, type LabContainer } from '@pineapple/core';
import { expect, test } from 'vitest';
import { readinessLater } from './readiness-later.ts';

const requestedAt = '2026-11-22T10:00:00.000Z';
const at = (ms: number) => new Date(Date.parse(requestedAt) + ms);

const desired: LabContainer = {
  id: 'ctr_aaaaaaaaaaaa_bbbbbb',
  name: 'web',
  image: 'host',
  power: 'on',
  generation: 2,
  requestedAt,
  interfaces: [],
  position: null,
  gateway: null,
  config: null,
  createdAt: requestedAt,
};

function observed(...phases: ContainerObservation['phase'][]): ContainerObservation {
  return {
    kind: 'container',
    labId: 'lab_aaaaaaaaaaaa',
    containerId: desired.id,
    name: 'web',
    image: 'host',
    phase: phases.at(-1) ?? 'CREATED',
    reason: null,
    generation: 2,
    phases: phases.map((phase, index) => ({ phase, at: at(100 * (index + 1)).toISOString() })),
    interfaces: [],
    hostId: 'i-1',
    sequence: 1,
    version: 1,
  };
}

test.each([
  ['asked for', desired, null],
  ['on its way', desired, observed('CREATED', 'CONNECTED')],
  ['ready', desired, observed('CREATED', 'CONNECTED', 'RUNNING', 'READY')],
  ['failed', desired, observed('CREATED', 'FAILED')],
  ['stopping', { ...desired, power: 'off' as const }, observed('STOPPING')],
  ['stopped', { ...desired, power: 'off' as const }, observed('STOPPING', 'STOPPED')],
])('computes the later readiness of a container that is %s like a new one', (_name, wanted, row) => {
  for (const [first, later] of [
    [700, 700],
    [700, 1700],
    // The host's clock may be ahead of this one.
    [50, 150],
  ] as const) {
    const computed = containerReadiness(wanted, row, at(later));
    expect(readinessLater(containerReadiness(wanted, row, at(first)), at(later))).toEqual(computed);
  }
});
