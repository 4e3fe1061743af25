import { expect, it } from 'vitest';
import { KeyedLock } from './keyed-lock.ts';

it('lets one task of a key in at a time, in order, and tasks of other keys beside it', async () => {
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

it('goes on after a task that failed', async () => {
  const lock = new KeyedLock();
  const failing = lock.run('a', () => Promise.reject(new Error('it broke')));
  const next = lock.run('a', () => Promise.resolve('fine'));
  await expect(failing).rejects.toThrow('it broke');
  await expect(next).resolves.toBe('fine');
});
