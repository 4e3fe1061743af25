import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createToasts, faultMessage, type Toasts } from './toasts.ts';

describe('toasts', () => {
  let toasts: Toasts;
  beforeEach(() => {
    vi.useFakeTimers();
    toasts = createToasts();
    return () => vi.useRealTimers();
  });
  const texts = (): string[] => toasts.all.value.map(({ text, times }) => `${text} ${times}`);
  const problem = (text: string): void => toasts.show({ tone: 'problem', text });

  it('count a repeated text instead of piling up', () => {
    toasts.show(faultMessage({ code: 'INTERNAL', message: 'x', requestId: 'first' }));
    toasts.show(faultMessage({ code: 'INTERNAL', message: 'y', requestId: 'second' }));
    expect(texts()).toEqual(['Something went wrong on the server 2']);
    expect(toasts.all.value[0]?.requestId).toBe('second');
  });

  it('are at most three, and drop the oldest', () => {
    for (const text of ['a', 'b', 'c', 'd']) problem(text);
    expect(texts()).toEqual(['b 1', 'c 1', 'd 1']);
  });

  it('disappear by themselves, successes before problems', () => {
    problem('bad');
    toasts.show({ tone: 'done', text: 'good' });
    vi.advanceTimersByTime(5_000);
    expect(texts()).toEqual(['bad 1']);
    vi.advanceTimersByTime(7_000);
    expect(texts()).toEqual([]);
  });

  it('stay while they are paused', () => {
    problem('long');
    toasts.pause();
    problem('later');
    vi.advanceTimersByTime(60_000);
    expect(texts()).toEqual(['long 1', 'later 1']);
    toasts.resume();
    vi.advanceTimersByTime(12_000);
    expect(texts()).toEqual([]);
  });
});
