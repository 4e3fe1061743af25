import { describe, expect, it } from 'vitest';
import { TypingActivity } from './typing-activity.ts';

describe('typing activity', () => {
  const [one, other, third] = [{}, {}, {}];

  it('is elsewhere for all terminals but the one with the keys, until they stop', () => {
    let now = 1000;
    const typing = new TypingActivity(() => now);
    const seen = () => [one, other].map((terminal) => typing.isElsewhere(terminal));
    expect(seen()).toEqual([false, false]);
    typing.recordKey(one);
    expect(seen()).toEqual([false, true]);
    now += 250;
    typing.recordKey(one);
    now += 250;
    expect(seen()).toEqual([false, true]);
    now += 100;
    expect(seen()).toEqual([false, false]);
  });

  it('is elsewhere also for a terminal with keys of its own', () => {
    let now = 1000;
    const typing = new TypingActivity(() => now);
    typing.recordKey(one);
    now += 100;
    typing.recordKey(other);
    expect([one, other, third].map((terminal) => typing.isElsewhere(terminal))).toEqual([true, true, true]);
    now += 250;
    expect([one, other, third].map((terminal) => typing.isElsewhere(terminal))).toEqual([true, false, true]);
    typing.recordKey(other);
    now += 250;
    expect([one, other, third].map((terminal) => typing.isElsewhere(terminal))).toEqual([true, false, true]);
  });
});
