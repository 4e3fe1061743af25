import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SampleLab } from '../testing/sample-lab.ts';
import { LabRegistry } from './lab-registry.ts';
import { LabState } from './lab-state.ts';

const log = pino({ level: 'silent' });
const day = 24 * 3600 * 1000;
let stateDir: string;

beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'pn-registry-'));
});
afterEach(() => rm(stateDir, { recursive: true }));

/** A lab with one container. */
function sampleLab() {
  const lab = new SampleLab();
  const { id } = lab.container('web', 'web:1');
  return { desired: lab.desired, labId: lab.desired.labId, containerId: id };
}

describe('the lab registry', () => {
  it('restores a lab with its containers', async () => {
    const { desired, labId, containerId } = sampleLab();
    const state = new LabState(desired);
    state.adoptManifest(desired);
    state.trackers.get(containerId)?.enterPhase('READY', new Date());
    await (await LabRegistry.open(stateDir, log)).save(state, true);
    const restored = (await LabRegistry.open(stateDir, log)).get(labId);
    expect(restored?.desired).toEqual(desired);
    expect(restored?.trackers.get(containerId)).toMatchObject({ name: 'web', phase: 'READY' });
  });

  it('remembers the host name of a renamed container, whatever name Docker has for it', async () => {
    const { desired, labId, containerId } = sampleLab();
    const state = new LabState(desired);
    const containers = desired.containers.map((each) => ({ ...each, name: 'www' }));
    state.adoptManifest({ ...desired, containers });
    state.track(containerId, 'web', 'host').recordHostname('www');
    expect(state.trackers.get(containerId)?.name).toBe('www');
    await (await LabRegistry.open(stateDir, log)).save(state, true);
    const restored = (await LabRegistry.open(stateDir, log)).get(labId);
    expect(restored?.trackers.get(containerId)).toMatchObject({ name: 'www', hostname: 'www' });
    restored?.adoptManifest({ ...desired, containers: [] });
    expect(restored?.track(containerId, 'web', 'host').name).toBe('web');
  });

  it('reads a record that an earlier version wrote', async () => {
    const { desired, labId, containerId } = sampleLab();
    const phases = [{ phase: 'FAILED', at: '2026-01-01T00:00:00.000Z' }];
    const container = {
      ...{ generation: 2, endedByItself: true, phasesOf: 2, phases, reason: 'broken' },
      ...{ startedAt: '2026-01-01T00:00:00.1Z', failure: 'broken' },
    };
    await mkdir(join(stateDir, 'labs'));
    const record = { desired, containers: { [containerId]: container }, removedAt: null };
    await writeFile(join(stateDir, 'labs', `${labId}.json`), JSON.stringify(record));
    const tracker = (await LabRegistry.open(stateDir, log)).get(labId)?.trackers.get(containerId);
    expect(tracker).toMatchObject({
      ...{ generation: 2, endedByItself: true, phaseGeneration: 2, phases, reason: 'broken' },
      ...{ failure: 'broken', nameLines: [] },
    });
  });

  it('remembers a removed lab for thirty days', async () => {
    const { desired, labId } = sampleLab();
    const state = new LabState(desired);
    state.markRemoved(new Date());
    await (await LabRegistry.open(stateDir, log)).save(state, false);
    const later = await LabRegistry.open(stateDir, log, Date.now() + 29 * day);
    expect(later.get(labId)?.isRemoved).toBe(true);
    expect(later.present()).toEqual([]);
    const muchLater = await LabRegistry.open(stateDir, log, Date.now() + 31 * day);
    expect(muchLater.get(labId)).toBeUndefined();
    expect(await readdir(join(stateDir, 'labs'))).toEqual([]);
  });
});
