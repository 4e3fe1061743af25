import { describe, expect, it } from 'vitest';
import { ContainerTracker } from './container-tracker.ts';

const at = (ms: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, 0, ms));

function newTracker(): ContainerTracker {
  const tracker = new ContainerTracker('ctr_aaaaaaaaaaaa_bbbbbb', 'web', 'host');
  tracker.beginGeneration(1);
  return tracker;
}

describe('a container tracker', () => {
  it('is PENDING before its first phase', () => {
    expect(newTracker().phase).toBe('PENDING');
  });

  it('keeps phases in order, without repeating the current one', () => {
    const tracker = newTracker();
    expect(tracker.enterPhase('CREATED', at(1))).toBe(true);
    expect(tracker.enterPhase('CREATED', at(2))).toBe(false);
    expect(tracker.enterPhase('RUNNING', at(3))).toBe(true);
    expect(tracker.phases).toEqual([
      { phase: 'CREATED', at: at(1).toISOString() },
      { phase: 'RUNNING', at: at(3).toISOString() },
    ]);
  });

  it('never lets a phase begin before the previous one', () => {
    const tracker = newTracker();
    tracker.enterPhase('CREATED', at(10));
    tracker.enterPhase('RUNNING', at(5));
    expect(tracker.phases.at(-1)?.at).toBe(at(10).toISOString());
  });

  it('says nothing more after it was deleted, whatever was still under way', () => {
    const tracker = newTracker();
    tracker.enterPhase('DELETED', at(1));
    expect(tracker.enterPhase('CONNECTED', at(2))).toBe(false);
    expect(tracker.phase).toBe('DELETED');
  });

  it('starts new phases for a greater generation only', () => {
    const tracker = newTracker();
    tracker.enterPhase('FAILED', at(1), 'broken');
    expect(tracker.beginGeneration(1)).toBe(false);
    expect(tracker.phase).toBe('FAILED');
    expect(tracker.beginGeneration(2)).toBe(true);
    expect([tracker.phase, tracker.reason, tracker.phaseGeneration]).toEqual(['PENDING', null, 2]);
  });

  it('counts a new reason for the current phase as a change', () => {
    const tracker = newTracker();
    tracker.enterPhase('FAILED', at(1), 'broken');
    expect(tracker.enterPhase('FAILED', at(2), 'broken')).toBe(false);
    expect(tracker.enterPhase('FAILED', at(2), 'broken again')).toBe(true);
    expect(tracker.phases).toHaveLength(1);
  });

  it('keeps at most fifty phases: the first and the latest', () => {
    const tracker = newTracker();
    for (let index = 0; index < 80; index += 1)
      tracker.enterPhase(index % 2 === 0 ? 'LOST' : 'READY', at(index));
    expect(tracker.phases).toHaveLength(50);
    expect(tracker.phases[0]?.at).toBe(at(0).toISOString());
    expect(tracker.phases.at(-1)?.at).toBe(at(79).toISOString());
  });

  it('truncates a reason to what a report can hold', () => {
    const tracker = newTracker();
    tracker.enterPhase('FAILED', at(1), 'x'.repeat(5000));
    expect(tracker.reason?.length).toBe(1500);
  });

  it('aborts a readiness check when the next one begins or the container stops', () => {
    const tracker = newTracker();
    const first = tracker.beginWaiting();
    const second = tracker.beginWaiting();
    expect([first.aborted, second.aborted, tracker.isWaiting]).toEqual([true, false, true]);
    tracker.endWaiting(first);
    expect(tracker.isWaiting).toBe(true);
    tracker.recordStopped();
    expect([second.aborted, tracker.isWaiting]).toEqual([true, false]);
  });

  it('is restored from its record', () => {
    const tracker = newTracker();
    tracker.reachGeneration(3);
    tracker.recordExit('broken');
    tracker.recordStartTime('2026-01-01T00:00:00.1Z');
    tracker.recordCommands({
      startedAt: '2026-01-01T00:00:00.1Z',
      done: 1,
      execId: 'e',
      failure: null,
      lines: null,
    });
    tracker.enterPhase('FAILED', at(1), 'broken');
    const restored = new ContainerTracker(tracker.containerId, 'web', 'host');
    restored.restore(tracker.toRecord());
    expect(restored.toRecord()).toEqual(tracker.toRecord());
    expect(restored.toObservation('lab', 'host')).toEqual(tracker.toObservation('lab', 'host'));
  });
});
