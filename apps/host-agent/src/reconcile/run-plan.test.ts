import type { PlanStep } from '@pineapple/core';
import { describe, expect, it } from 'vitest';
import { runPlan } from './run-plan.ts';
import { StepLimits } from './step-limits.ts';

function step(id: string, ...after: string[]): PlanStep {
  return {
    id,
    after,
    action: 'start',
    subject: id,
    networkId: null,
    key: null,
    reason: 'requested',
    disruption: 'none',
  };
}

const never = new AbortController().signal;

describe('runPlan', () => {
  it('starts a step once its dependencies have ended, and not before', async () => {
    const log: string[] = [];
    const gates = new Map(['a', 'b', 'c'].map((id) => [id, Promise.withResolvers<void>()]));
    const running = runPlan(
      { steps: [step('a'), step('b'), step('c', 'a', 'b')] },
      {
        limits: new StepLimits(8, 8),
        signal: never,
        perform: async ({ id }) => {
          log.push(`begin ${id}`);
          await gates.get(id)?.promise;
          log.push(`end ${id}`);
        },
      },
    );
    gates.get('c')?.resolve();
    gates.get('b')?.resolve();
    await Promise.resolve();
    gates.get('a')?.resolve();
    await running;
    expect(log.slice(0, 2).toSorted()).toEqual(['begin a', 'begin b']);
    expect(log.slice(4)).toEqual(['begin c', 'end c']);
  });

  it('finishes begun subjects before it starts others', async () => {
    const log: string[] = [];
    const names = ['first', 'second', 'third', 'fourth'];
    const create = names.map((subject) => ({ ...step(`create ${subject}`), subject }));
    const start = names.map((subject) => ({ ...step(`start ${subject}`, `create ${subject}`), subject }));
    await runPlan(
      { steps: [...create, ...start] },
      {
        limits: new StepLimits(2, 2),
        signal: never,
        perform: async ({ id }) => {
          log.push(id);
          await new Promise(setImmediate);
        },
      },
    );
    expect(log.indexOf('start first')).toBeLessThan(log.indexOf('create fourth'));
    expect(log.toSorted()).toEqual([...create, ...start].map(({ id }) => id).toSorted());
  });

  it('starts containers while networks wait for the limit', async () => {
    const networks = Promise.withResolvers<void>();
    const container = Promise.withResolvers<void>();
    const createNetwork = (id: string) => ({ ...step(id), action: 'create-network' as const });
    const begun: string[] = [];
    const running = runPlan(
      { steps: [createNetwork('net a'), createNetwork('net b'), createNetwork('net c'), step('container')] },
      {
        limits: new StepLimits(2, 1),
        signal: never,
        perform: ({ id }) => {
          begun.push(id);
          if (id !== 'container') return networks.promise;
          container.resolve();
          return Promise.resolve();
        },
      },
    );
    await container.promise;
    expect(begun).toEqual(['net a', 'net b', 'container']);
    networks.resolve();
    await running;
    expect(begun.at(-1)).toBe('net c');
  });

  it('skips steps that depend on a failed one, and runs all others', async () => {
    const outcomes = await runPlan(
      { steps: [step('bad'), step('needs', 'bad'), step('further', 'needs'), step('other')] },
      {
        limits: new StepLimits(8, 8),
        signal: never,
        perform: ({ id }) => (id === 'bad' ? Promise.reject(new Error('broken')) : Promise.resolve()),
      },
    );
    expect(outcomes.map(({ outcome, error }) => [outcome, error])).toEqual([
      ['failed', 'broken'],
      ['skipped', 'it depends on start bad'],
      ['skipped', 'it depends on start needs'],
      ['done', null],
    ]);
  });

  it('starts no further step once a newer revision has arrived', async () => {
    const newer = new AbortController();
    const outcomes = await runPlan(
      { steps: [step('a'), step('b', 'a')] },
      { limits: new StepLimits(8, 8), signal: newer.signal, perform: () => Promise.resolve(newer.abort()) },
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'skipped']);
  });

  it('never runs more steps at once than the limits allow, whether they succeed or fail', async () => {
    let [now, most] = [0, 0];
    const limits = new StepLimits(1, 3);
    const steps = Array.from({ length: 20 }, (_, index) => step(`s${index}`));
    await runPlan(
      { steps },
      {
        limits,
        signal: never,
        perform: async ({ id }) => {
          most = Math.max(most, (now += 1));
          await new Promise(setImmediate);
          now -= 1;
          if (id.endsWith('3')) throw new Error('broken');
        },
      },
    );
    expect(most).toBe(3);
    const another = limits.run(step('another'), false, () => Promise.resolve('still runs'));
    await expect(another).resolves.toBe('still runs');
  });
});
