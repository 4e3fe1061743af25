import { describe, expect, it } from 'vitest';
import { containerReadiness } from './readiness.ts';
import { start } from '../testing/sample-lab.ts';
import { at, labContainer, observation } from '../testing/sample-observation.ts';

const soon = new Date(at(1000));

describe('a container that is on', () => {
  it('is PENDING from its request until its host reports it', () => {
    expect(containerReadiness(labContainer(), null, soon)).toEqual({
      phase: 'PENDING',
      reason: null,
      since: start,
      elapsedMs: 1000,
      phases: [{ phase: 'PENDING', at: start, durationMs: 1000 }],
      version: 1,
    });
  });

  it('has the phase that its host reports, with the time spent in each phase', () => {
    const path = observation(
      [
        ['CREATED', 20],
        ['CONNECTED', 25],
        ['RUNNING', 310],
        ['READY', 330],
      ],
      { version: 4 },
    );
    expect(containerReadiness(labContainer(), path, soon)).toEqual({
      phase: 'READY',
      reason: null,
      since: at(330),
      elapsedMs: 330,
      phases: [
        { phase: 'PENDING', at: start, durationMs: 20 },
        { phase: 'CREATED', at: at(20), durationMs: 5 },
        { phase: 'CONNECTED', at: at(25), durationMs: 285 },
        { phase: 'RUNNING', at: at(310), durationMs: 20 },
        { phase: 'READY', at: at(330), durationMs: 670 },
      ],
      version: 5,
    });
  });

  it('counts the elapsed time until now while its phase is not stable', () => {
    const readiness = containerReadiness(labContainer(), observation([['CREATED', 20]]), soon);
    expect(readiness).toMatchObject({ phase: 'CREATED', since: at(20), elapsedMs: 1000 });
  });

  it('is FAILED with the reason that its host reports', () => {
    const failed = observation(
      [
        ['CREATED', 20],
        ['FAILED', 90],
      ],
      { reason: 'exec: "nosuch": not found' },
    );
    const readiness = containerReadiness(labContainer(), failed, soon);
    expect(readiness).toMatchObject({ phase: 'FAILED', reason: 'exec: "nosuch": not found', elapsedMs: 90 });
  });

  it('is PENDING again after a newer request, without the old reason', () => {
    const desired = labContainer({ generation: 2, requestedAt: at(500) });
    const failed = observation([['FAILED', 90]], { reason: 'exited with 1', version: 3 });
    expect(containerReadiness(desired, failed, soon)).toEqual({
      phase: 'PENDING',
      reason: null,
      since: at(500),
      elapsedMs: 500,
      phases: [{ phase: 'PENDING', at: at(500), durationMs: 500 }],
      version: 5,
    });
  });

  it('has the phase that its host reports, even if the report is ahead of the stored lab', () => {
    const ahead = observation([['READY', 600]], { generation: 2 });
    expect(containerReadiness(labContainer(), ahead, soon).phase).toBe('READY');
  });

  it('is PENDING once if its host reports PENDING too', () => {
    const path = observation([
      ['PENDING', 5],
      ['CREATED', 20],
    ]);
    expect(containerReadiness(labContainer(), path, soon).phases).toEqual([
      { phase: 'PENDING', at: start, durationMs: 20 },
      { phase: 'CREATED', at: at(20), durationMs: 980 },
    ]);
  });

  it.each(['DELETING', 'DELETED'] as const)('is PENDING, not %s, if it is gone from its host', (phase) => {
    const vanished = observation(
      [
        ['READY', 330],
        [phase, 400],
      ],
      { reason: 'removed by hand' },
    );
    expect(containerReadiness(labContainer(), vanished, soon)).toMatchObject({
      phase: 'PENDING',
      reason: 'removed by hand',
      since: at(400),
      elapsedMs: 1000,
    });
  });
});

describe('a container that is off', () => {
  const off = labContainer({ power: 'off', generation: 2, requestedAt: at(500) });

  it('is STOPPING until its host has seen the request', () => {
    expect(containerReadiness(off, observation([['READY', 330]], { version: 4 }), soon)).toEqual({
      phase: 'STOPPING',
      reason: null,
      since: at(500),
      elapsedMs: 500,
      phases: [{ phase: 'STOPPING', at: at(500), durationMs: 500 }],
      version: 6,
    });
  });

  it('is STOPPED once its host reports it, with the time that the stop took', () => {
    const path = observation(
      [
        ['STOPPING', 520],
        ['STOPPED', 640],
      ],
      { generation: 2 },
    );
    const readiness = containerReadiness(off, path, soon);
    expect(readiness).toMatchObject({ phase: 'STOPPED', since: at(640), elapsedMs: 140 });
    expect(readiness.phases).toEqual([
      { phase: 'STOPPING', at: at(500), durationMs: 140 },
      { phase: 'STOPPED', at: at(640), durationMs: 360 },
    ]);
  });

  it('is STOPPED if its host never reported it, or reported it as stopped', () => {
    expect(containerReadiness(off, null, soon)).toMatchObject({
      phase: 'STOPPED',
      since: at(500),
      elapsedMs: 0,
    });
    expect(containerReadiness(off, observation([['STOPPED', 90]]), soon).phase).toBe('STOPPED');
  });

  it.each(['PENDING', 'CREATED', 'CONNECTED', 'DELETED'] as const)(
    'is STOPPED if its host reports %s',
    (phase) => {
      expect(containerReadiness(off, observation([[phase, 520]], { generation: 2 }), soon).phase).toBe(
        'STOPPED',
      );
    },
  );

  it.each(['RUNNING', 'READY'] as const)('is STOPPING while its host reports %s', (phase) => {
    expect(containerReadiness(off, observation([[phase, 520]], { generation: 2 }), soon).phase).toBe(
      'STOPPING',
    );
  });

  it.each(['FAILED', 'LOST'] as const)('is %s if its host reports that', (phase) => {
    const path = observation([[phase, 520]], { generation: 2, reason: 'no answer' });
    expect(containerReadiness(off, path, soon)).toMatchObject({ phase, reason: 'no answer' });
  });
});

describe('a container that was removed from the lab', () => {
  it('is DELETING since now until its host reports since when', () => {
    const path = observation(
      [
        ['CREATED', 20],
        ['READY', 330],
      ],
      { version: 4 },
    );
    const readiness = containerReadiness(null, path, soon);
    expect(readiness).toMatchObject({ phase: 'DELETING', reason: null, since: at(1000), elapsedMs: 980 });
    expect(readiness.phases.at(-1)).toEqual({ phase: 'DELETING', at: at(1000), durationMs: 0 });
  });

  it('is DELETING since the time that its host reports', () => {
    const path = observation([
      ['READY', 330],
      ['DELETING', 700],
    ]);
    expect(containerReadiness(null, path, soon)).toMatchObject({
      phase: 'DELETING',
      since: at(700),
      elapsedMs: 670,
    });
  });

  it('is DELETED once its host reports it', () => {
    const path = observation([
      ['READY', 330],
      ['DELETING', 700],
      ['DELETED', 800],
    ]);
    expect(containerReadiness(null, path, soon)).toMatchObject({
      phase: 'DELETED',
      since: at(800),
      elapsedMs: 470,
    });
  });

  it.each(['LOST', 'DELETING', 'DELETED'] as const)('is %s if its host reports that', (phase) => {
    const observed = observation([[phase, 700]], { reason: 'Docker is down' });
    expect(containerReadiness(null, observed, soon).reason).toBe('Docker is down');
  });

  it('no longer has the reason of its failure', () => {
    const failed = observation([['FAILED', 700]], { reason: 'exited with 1' });
    expect(containerReadiness(null, failed, soon).reason).toBeNull();
  });

  it('is DELETED if there is no report on it', () => {
    expect(containerReadiness(null, null, soon)).toMatchObject({
      phase: 'DELETED',
      since: at(1000),
      elapsedMs: 0,
    });
  });

  it('has a greater version than ever before, even if its host missed requests', () => {
    const observed = observation([['READY', 330]], { version: 9 });
    const before = containerReadiness(labContainer({ generation: 900 }), observed, soon).version;
    const leaving = containerReadiness(null, observed, soon).version;
    expect(leaving).toBeGreaterThan(before);
    const gone = observation([['DELETED', 800]], { version: 10 });
    expect(containerReadiness(null, gone, soon).version).toBeGreaterThan(leaving);
    expect(leaving).toBeLessThan(2 ** 31);
  });
});

describe('a container that was restored', () => {
  const back = labContainer({ generation: 200_001 });
  const before = observation([['READY', 330]], { version: 9 });

  it('is PENDING again, whatever was reported before its removal', () => {
    const asked = { phase: 'PENDING', reason: null, version: 200_001 };
    expect(containerReadiness(back, before, soon)).toMatchObject(asked);
    expect(containerReadiness(back, null, soon)).toMatchObject(asked);
    const off = labContainer({ generation: 200_001, power: 'off' });
    expect(containerReadiness(off, before, soon).phase).toBe('STOPPED');
  });

  it('has a greater version with its first report, although versions of reports start at one again', () => {
    const first = observation([['CREATED', 700]], { generation: 200_001, version: 1 });
    expect(containerReadiness(back, first, soon).version).toBeGreaterThan(
      containerReadiness(back, before, soon).version,
    );
    expect(containerReadiness(back, before, soon).version).toBeGreaterThan(
      containerReadiness(null, before, soon).version,
    );
  });
});
