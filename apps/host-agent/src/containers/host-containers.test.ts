import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DockerClient } from '../docker/docker-client.ts';
import { DockerTransport } from '../docker/docker-transport.ts';
import { HostContainers } from './host-containers.ts';
import { WarmRecords } from './warm/warm-records.ts';

const key = 'c'.repeat(64);
const inPool = { 'pineapple.host': 'mi-1', 'pineapple.warm': 'f'.repeat(32) };
const claim = {
  ...{ labId: 'lab_aaaaaaaaaaaa', containerId: 'ctr_aaaaaaaaaaaa_bbbbbb', name: 'web' },
  ...{ image: 'host', reference: 'host:1', generation: 3 },
};

let stateDir: string;
let records: WarmRecords;
let containers: HostContainers;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'pn-identity-'));
  records = await WarmRecords.open(stateDir, pino({ level: 'silent' }));
  containers = new HostContainers(new DockerClient(new DockerTransport('unix:///nowhere')), records, 'mi-1');
});
afterEach(() => rm(stateDir, { recursive: true }));

it('reads the identity of a container that was created for its lab from its labels', () => {
  const own = {
    ...{ 'pineapple.host': 'mi-1', 'pineapple.lab': claim.labId, 'pineapple.container': claim.containerId },
    ...{ 'pineapple.name': 'web', 'pineapple.image': 'host', 'pineapple.reference': 'host:1' },
    'pineapple.generation': '3',
  };
  expect(containers.identify(key, own)).toEqual(claim);
  expect(containers.identify(key, { ...own, 'pineapple.host': 'mi-2' })).toBeNull();
  expect(containers.isUntouched(key)).toBe(false);
  expect(containers.gateOf(key, claim.containerId)).toBe(claim.containerId);
});

it('knows a container from the warm pool by its claim only', async () => {
  await records.add(key, { gate: 'warm-1', reference: 'host:1', startedAt: 'now' });
  expect(containers.identify(key, inPool)).toBeNull();
  await records.claim(key, claim);
  expect(containers.identify(key, inPool)).toEqual(claim);
  expect(containers.gateOf(key, claim.containerId)).toBe('warm-1');
});

it('calls a claimed container untouched until its program is let go', async () => {
  await records.add(key, { gate: 'warm-1', reference: 'host:1', startedAt: 'now' });
  expect(containers.isUntouched(key)).toBe(false);
  await records.claim(key, claim);
  expect(containers.isUntouched(key)).toBe(true);
  await records.release(key);
  await records.flushed();
  expect(containers.isUntouched(key)).toBe(false);
});
