import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { ApiConfig } from '@pineapple/config';
import { canonicalUsername } from '@pineapple/core';

interface Allowance {
  readonly points: number;
  readonly seconds: number;
}

/**
 * How many attempts are allowed. A guesser must not get far. Nor may a guesser keep others out: a class behind one address,
 * or the owner of the account.
 */
interface ThrottleAllowances {
  readonly signUpByAddress: Allowance;
  /** Wrong passwords from one address, for browsers that are not known. */
  readonly failuresByAddress: Allowance;
  /** Wrong passwords for one account from browsers that are not known. */
  readonly failuresByAccount: Allowance;
  /**
   * Wrong passwords for one account from one address or one known browser. After `points` of them each attempt doubles the
   * wait for the next one, from one second to the longest. The count ends after `seconds`, or with the right password.
   */
  readonly failuresByPair: Allowance & { readonly longestDelaySeconds: number };
}

const tenMinutes = 600;
const hour = 3_600;
const day = 24 * hour;

export function throttleAllowances(limits: ApiConfig['signIn']): ThrottleAllowances {
  return {
    signUpByAddress: { points: limits.signUpsPerAddress, seconds: tenMinutes },
    failuresByAddress: { points: limits.failuresPerAddress, seconds: tenMinutes },
    failuresByAccount: { points: limits.failuresPerAccount, seconds: hour },
    failuresByPair: {
      points: limits.freeFailures,
      seconds: day,
      longestDelaySeconds: limits.longestDelaySeconds,
    },
  };
}

export type MakeLimiter = (name: string, allowance: Allowance) => RateLimiterAbstract;

/** Limiters that count in this process only: for tests, and while the shared table is unavailable. */
export const memoryLimiter: MakeLimiter = (name, { points, seconds }) =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });

/** One attempt to give a password or a code. */
interface Attempt {
  /** The seconds to wait, or null to go ahead. Counts as a failure at first, so that parallel ones are not all let through. */
  begin(): Promise<number | null>;
  succeeded(): Promise<void>;
}

interface SignInFacts {
  readonly address: string;
  readonly username: string;
  /** The hash of the browser's secret, if this account has signed in with it before. */
  readonly knownDevice: string | null;
}

/** Limits attempts to sign in and to sign up. All instances share the counts. */
export class SignInGuard {
  readonly #pair: ThrottleAllowances['failuresByPair'];
  readonly #signUpByAddress: RateLimiterAbstract;
  readonly #byAddress: RateLimiterAbstract;
  readonly #byAccount: RateLimiterAbstract;
  readonly #byPair: RateLimiterAbstract;
  /** Holds one attempt of a pair for as long as the next one has to wait. */
  readonly #delays: RateLimiterAbstract;

  constructor(allowances: ThrottleAllowances, make: MakeLimiter) {
    this.#pair = allowances.failuresByPair;
    this.#signUpByAddress = make('sign-up-address', allowances.signUpByAddress);
    this.#byAddress = make('sign-in-failures-address', allowances.failuresByAddress);
    this.#byAccount = make('sign-in-failures-account', allowances.failuresByAccount);
    this.#byPair = make('sign-in-failures-pair', { ...this.#pair, points: Number.MAX_SAFE_INTEGER });
    this.#delays = make('sign-in-delay', { points: 1, seconds: this.#pair.longestDelaySeconds });
  }

  /** The seconds to wait, or null to go ahead. */
  async beforeSignUp(address: string): Promise<number | null> {
    return consume(this.#signUpByAddress, addressKey(address));
  }

  /** A browser that the account knows waits for its own failures only. */
  signInAttempt({ address, username, knownDevice }: SignInFacts): Attempt {
    const account = accountKey(username);
    if (knownDevice !== null) return this.#attempt(`${account} ${knownDevice}`, []);
    const place = addressKey(address);
    return this.#attempt(`${account} ${place}`, [
      [this.#byAddress, place],
      [this.#byAccount, account],
    ]);
  }

  /** The user of a session confirms their password. */
  confirmAttempt(userId: string, sessionId: string): Attempt {
    return this.#attempt(`confirm ${userId} ${sessionId}`, []);
  }

  codeAttempt(userId: string): Attempt {
    return this.#attempt(`code ${userId}`, []);
  }

  #attempt(pair: string, shared: readonly (readonly [RateLimiterAbstract, string])[]): Attempt {
    return {
      begin: async () => {
        const delay = await this.#delay(pair);
        if (delay !== null) return delay;
        for (const [limiter, key] of shared) {
          const wait = await consume(limiter, key);
          if (wait === null) continue;
          await this.#byPair.reward(pair);
          return wait;
        }
        return null;
      },
      succeeded: async () => {
        await Promise.all([
          this.#byPair.delete(pair),
          this.#delays.delete(pair),
          ...shared.map(([limiter, key]) => limiter.reward(key)),
        ]);
      },
    };
  }

  async #delay(pair: string): Promise<number | null> {
    const { points, longestDelaySeconds } = this.#pair;
    const { consumedPoints } = await this.#byPair.consume(pair);
    const beyond = consumedPoints - points;
    if (beyond < 0) return null;
    const seconds = Math.min(2 ** Math.min(beyond, 30), longestDelaySeconds);
    const wait = await consume(this.#delays, pair, seconds);
    // A refused attempt tried no password.
    if (wait !== null) await this.#byPair.reward(pair);
    return wait;
  }
}

async function consume(limiter: RateLimiterAbstract, key: string, seconds?: number): Promise<number | null> {
  try {
    await limiter.consume(key, 1, seconds === undefined ? {} : { customDuration: seconds });
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
