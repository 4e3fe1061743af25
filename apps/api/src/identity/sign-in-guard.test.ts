import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadApiConfig } from '@pineapple/config';
import { memoryLimiter, SignInGuard, throttleAllowances } from './sign-in-guard.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const limits = {
  ...{ signUpsPerAddress: 10, failuresPerAddress: 100, failuresPerAccount: 100 },
  ...{ freeFailures: 3, longestDelaySeconds: 8 },
};

const newGuard = () => new SignInGuard(throttleAllowances(limits), memoryLimiter);
const facts = { address: '192.0.2.1', username: 'ada', knownDevice: null };

it('doubles the wait with each wrong password after the free ones, up to the longest', async () => {
  const attempt = newGuard().signInAttempt(facts);
  for (let tries = 0; tries < 3; tries += 1) expect(await attempt.begin()).toBeNull();
  for (const seconds of [1, 2, 4, 8, 8]) {
    expect(await attempt.begin()).toBe(seconds);
    vi.advanceTimersByTime(seconds * 1000);
    expect(await attempt.begin()).toBeNull();
  }
});

it('counts no refused attempt, so that asking again does not lengthen the wait', async () => {
  const attempt = newGuard().signInAttempt(facts);
  for (let tries = 0; tries < 3; tries += 1) await attempt.begin();
  for (let tries = 0; tries < 20; tries += 1) expect(await attempt.begin()).toBe(1);
});

it('starts over after the right password', async () => {
  const attempt = newGuard().signInAttempt(facts);
  for (let tries = 0; tries < 3; tries += 1) await attempt.begin();
  await attempt.succeeded();
  for (let tries = 0; tries < 3; tries += 1) expect(await attempt.begin()).toBeNull();
});

it('counts apart for another address, another account and a known browser', async () => {
  const guard = newGuard();
  for (let tries = 0; tries < 4; tries += 1) await guard.signInAttempt(facts).begin();
  expect(await guard.signInAttempt(facts).begin()).not.toBeNull();
  for (const other of [{ address: '192.0.2.2' }, { username: 'bob' }, { knownDevice: 'browser' }]) {
    expect(await guard.signInAttempt({ ...facts, ...other }).begin()).toBeNull();
  }
});

/** As the product comes. */
const productGuard = () => new SignInGuard(throttleAllowances(loadApiConfig({}).signIn), memoryLimiter);

it('lets an owner in from a new browser after forty wrong passwords by others', async () => {
  const guard = productGuard();
  for (let other = 0; other < 40; other += 1) {
    await guard.signInAttempt({ ...facts, address: `198.51.100.${other % 8}` }).begin();
    vi.advanceTimersByTime(1000);
  }
  expect(await guard.signInAttempt(facts).begin()).toBeNull();
});

it('lets a class in after a hundred wrong passwords from its address', async () => {
  const guard = productGuard();
  for (let tries = 0; tries < 100; tries += 1) {
    await guard.signInAttempt({ ...facts, username: `stranger-${tries % 30}` }).begin();
  }
  expect(await guard.signInAttempt(facts).begin()).toBeNull();
});

it('lets a class of more than sixty sign up from one address', async () => {
  const guard = productGuard();
  for (let student = 0; student < 61; student += 1)
    expect(await guard.beforeSignUp('203.0.113.1')).toBeNull();
});
