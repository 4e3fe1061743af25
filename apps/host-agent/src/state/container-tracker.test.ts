import { describe, expect, it } from 'vitest';
import { ContainerTracker } from './container-tracker.ts';

const at = (ms: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, 0, ms));

function tracker(): ContainerTracker {
  const made = new ContainerTracker('ctr_aaaaaaaaaaaa_bbbbbb', 'web', 'host');
  made.begin(1);
  return made;
}

describe('a container tracker', () => {
  it('is PENDING until something happened', () => {
    expect(tracker().phase).toBe('PENDING');
  });

  it('keeps the phases in order, each once in a row', () => {
    const one = tracker();
    expect(one.enter('CREATED', at(1))).toBe(true);
    expect(one.enter('CREATED', at(2))).toBe(false);
    expect(one.enter('RUNNING', at(3))).toBe(true);
    expect(one.phases).toEqual([
      { phase: 'CREATED', at: at(1).toISOString() },
      { phase: 'RUNNING', at: at(3).toISOString() },
    ]);
  });

  it('never lets a phase begin before the one ahead of it', () => {
    const one = tracker();
    one.enter('CREATED', at(10));
    one.enter('RUNNING', at(5));
    expect(one.phases.at(-1)?.at).toBe(at(10).toISOString());
  });

  it('begins anew with a greater generation only', () => {
    const one = tracker();
    one.enter('FAILED', at(1), 'it broke');
    expect(one.begin(1)).toBe(false);
    expect(one.phase).toBe('FAILED');
    expect(one.begin(2)).toBe(true);
    expect([one.phase, one.reason, one.phasesOf]).toEqual(['PENDING', null, 2]);
  });

  it('takes a new reason for the phase it is in as news', () => {
    const one = tracker();
    one.enter('FAILED', at(1), 'it broke');
    expect(one.enter('FAILED', at(2), 'it broke')).toBe(false);
    expect(one.enter('FAILED', at(2), 'it broke again')).toBe(true);
    expect(one.phases).toHaveLength(1);
  });

  it('keeps at most fifty phases, the first and the latest', () => {
    const one = tracker();
    for (let index = 0; index < 80; index += 1) one.enter(index % 2 === 0 ? 'LOST' : 'READY', at(index));
    expect(one.phases).toHaveLength(50);
    expect(one.phases[0]?.at).toBe(at(0).toISOString());
    expect(one.phases.at(-1)?.at).toBe(at(79).toISOString());
  });

  it('cuts a reason to what a report may hold', () => {
    const one = tracker();
    one.enter('FAILED', at(1), 'x'.repeat(5000));
    expect(one.reason?.length).toBe(1500);
  });

  it('is the same after a restart of the agent', () => {
    const one = tracker();
    one.generation = 3;
    one.endedByItself = true;
    one.failure = 'it broke';
    one.startedAt = '2026-01-01T00:00:00.1Z';
    one.enter('FAILED', at(1), 'it broke');
    const other = new ContainerTracker(one.containerId, 'web', 'host');
    other.restore(one.toRecord());
    expect(other.toRecord()).toEqual(one.toRecord());
    expect(other.toObservation('lab', 'host')).toEqual(one.toObservation('lab', 'host'));
  });
});
