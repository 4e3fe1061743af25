import { expect, it } from 'vitest';
import { KeyedLock } from './keyed-lock.ts';

it('runs tasks of one key in order, and tasks of other keys at the same time', async () => {
  const lock = new KeyedLock();
  const log: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = lock.run('a', async () => {
    await gate.promise;
    log.push('a1');
  });
  const second = lock.run('a', () => Promise.resolve(log.push('a2')));
  await lock.run('b', () => Promise.resolve(log.push('b1')));
  gate.resolve();
  await Promise.all([first, second]);
  expect(log).toEqual(['b1', 'a1', 'a2']);
});

it('runs the next task after one that failed', async () => {
  const lock = new KeyedLock();
  const failing = lock.run('a', () => Promise.reject(new Error('broken')));
  const next = lock.run('a', () => Promise.resolve('fine'));
  await expect(failing).rejects.toThrow('broken');
  await expect(next).resolves.toBe('fine');
});
