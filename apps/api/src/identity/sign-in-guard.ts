import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { canonicalUsername } from '@pineapple/core';

interface Allowance {
  readonly points: number;
  readonly seconds: number;
}

/** How many attempts are allowed. A class of thirty behind one address must get in, and a guesser must not. */
export interface ThrottleAllowances {
  readonly signUpByAddress: Allowance;
  readonly signInByAddress: Allowance;
  /** Wrong passwords for one account from one address. */
  readonly failuresByAccountAndAddress: Allowance;
  /** Wrong passwords for one account from all addresses. */
  readonly failuresByAccount: Allowance;
}

export const defaultAllowances: ThrottleAllowances = {
  signUpByAddress: { points: 60, seconds: 600 },
  signInByAddress: { points: 100, seconds: 600 },
  failuresByAccountAndAddress: { points: 10, seconds: 900 },
  failuresByAccount: { points: 50, seconds: 900 },
};

export type MakeLimiter = (name: string, allowance: Allowance) => RateLimiterAbstract;

/** Limiters that count in this process only: for tests, and while the shared table is unavailable. */
export const memoryLimiter: MakeLimiter = (name, { points, seconds }) =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });

/** Limits sign-in attempts by address and by account. Its checks return the seconds to wait, or null to go ahead. */
export class SignInGuard {
  readonly #signUpByAddress: RateLimiterAbstract;
  readonly #signInByAddress: RateLimiterAbstract;
  readonly #byAccountAndAddress: RateLimiterAbstract;
  readonly #byAccount: RateLimiterAbstract;

  constructor(allowances: ThrottleAllowances, make: MakeLimiter) {
    this.#signUpByAddress = make('sign-up-address', allowances.signUpByAddress);
    this.#signInByAddress = make('sign-in-address', allowances.signInByAddress);
    this.#byAccountAndAddress = make('sign-in-pair', allowances.failuresByAccountAndAddress);
    this.#byAccount = make('sign-in-account', allowances.failuresByAccount);
  }

  async beforeSignUp(address: string): Promise<number | null> {
    return consume(this.#signUpByAddress, addressKey(address));
  }

  /** Counts the attempt as a failure at first, so that parallel attempts are not all let through. */
  async beforeSignIn(address: string, username: string): Promise<number | null> {
    const account = accountKey(username);
    return (
      (await consume(this.#signInByAddress, addressKey(address))) ??
      (await consume(this.#byAccountAndAddress, `${account} ${addressKey(address)}`)) ??
      (await consume(this.#byAccount, account))
    );
  }

  async afterSignIn(address: string, username: string): Promise<void> {
    const account = accountKey(username);
    await Promise.all([
      this.#byAccountAndAddress.delete(`${account} ${addressKey(address)}`),
      this.#byAccount.reward(account),
    ]);
  }
}

async function consume(limiter: RateLimiterAbstract, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
  }
}

/** A client with one IPv6 address usually has its whole /64. */
function addressKey(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail = ''] = address.split('::', 2);
  const groups = head === '' ? [] : head.split(':');
  const missing = 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
  const full = address.includes('::')
    ? [...groups, ...Array<string>(Math.max(0, missing)).fill('0')]
    : groups;
  return `${full.slice(0, 4).join(':')}::/64`;
}

/** A hash, because a name can be any text: the key has a fixed length and reveals no name. */
function accountKey(username: string): string {
  return createHash('sha256').update(canonicalUsername(username)).digest('base64url');
}
