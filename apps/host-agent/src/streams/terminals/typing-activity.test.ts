import { describe, expect, it } from 'vitest';
import { TypingElsewhere } from './typing-activity.ts';

describe('typing elsewhere', () => {
  const [one, other, third] = [{}, {}, {}];

  it('is noticed by all terminals but the one that is typed in, until it stops', () => {
    let now = 1000;
    const typing = new TypingElsewhere(() => now);
    const seen = () => [one, other].map((terminal) => typing.than(terminal));
    expect(seen()).toEqual([false, false]);
    typing.typed(one);
    expect(seen()).toEqual([false, true]);
    now += 250;
    typing.typed(one);
    now += 250;
    expect(seen()).toEqual([false, true]);
    now += 100;
    expect(seen()).toEqual([false, false]);
  });

  it('is noticed by those too who type themselves', () => {
    let now = 1000;
    const typing = new TypingElsewhere(() => now);
    typing.typed(one);
    now += 100;
    typing.typed(other);
    expect([one, other, third].map((terminal) => typing.than(terminal))).toEqual([true, true, true]);
    now += 250;
    expect([one, other, third].map((terminal) => typing.than(terminal))).toEqual([true, false, true]);
    typing.typed(other);
    now += 250;
    expect([one, other, third].map((terminal) => typing.than(terminal))).toEqual([true, false, true]);
  });
});
