import type { PlanStep } from '@pineapple/core';
import { expect, it } from 'vitest';
import { StepLimits } from './step-limits.ts';

it('tells when the first step arrives, and when the last one has ended', async () => {
  const limits = new StepLimits(1, 1);
  const seen: string[] = [];
  limits.observe({ busy: () => seen.push('busy'), quiet: () => seen.push('quiet') });
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const step = { action: 'start' } as PlanStep;
  const running = [
    limits.run(step, false, () => first.promise),
    limits.run(step, false, () => second.promise),
  ];
  expect([seen, limits.isBusy]).toEqual([['busy'], true]);
  first.resolve();
  await running[0];
  expect([seen, limits.isBusy]).toEqual([['busy'], true]);
  second.reject(new Error('broken'));
  await expect(running[1]).rejects.toThrow('broken');
  expect([seen, limits.isBusy]).toEqual([['busy', 'quiet'], false]);
});
