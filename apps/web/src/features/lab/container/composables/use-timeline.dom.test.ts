import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue';
import type { Readiness } from '../../model/lab.ts';
import { useTimeline } from './use-timeline.ts';

const at = '2026-01-01T00:00:00.000Z';
const readinessOf = (phase: Readiness['phase'], elapsedMs: number, version: number): Readiness => ({
  phase,
  reason: null,
  since: at,
  elapsedMs,
  version,
  phases: [{ phase, at, durationMs: elapsedMs }],
});

let scope: EffectScope;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] });
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

describe('the clock of a timeline', () => {
  it('ticks while a phase is in progress and stops after it', async () => {
    const readiness = shallowRef(readinessOf('PENDING', 100, 1));
    const timeline = scope.run(() => useTimeline(() => readiness.value));
    vi.advanceTimersByTime(300);
    expect(timeline?.value.totalMs).toBe(400);

    readiness.value = readinessOf('READY', 450, 2);
    await nextTick();
    vi.advanceTimersByTime(10_000);
    expect(timeline?.value.totalMs).toBe(450);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not restart when the same readiness is read again', async () => {
    const readiness = shallowRef(readinessOf('PENDING', 100, 1));
    const timeline = scope.run(() => useTimeline(() => readiness.value));
    vi.advanceTimersByTime(300);
    readiness.value = readinessOf('PENDING', 100, 1);
    await nextTick();
    vi.advanceTimersByTime(100);
    expect(timeline?.value.totalMs).toBe(500);
  });

  it('stops with the component', () => {
    scope.run(() => useTimeline(() => readinessOf('PENDING', 0, 1)));
    expect(vi.getTimerCount()).toBe(1);
    scope.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
