import type { ApiTokenStore, SessionStore, UserStore } from '@pineapple/store';
import type { BackgroundWork } from '../runtime/background-work.ts';
import type { UserChannels } from './user-channels.ts';
import { allScopes, type Credential, hashSecret, type PresentedSecret } from './credential.ts';
import { toUserModel } from './user-model.ts';

/** How long a credential is cached. A revocation clears it at once; this bounds the effect of a lost one. */
const cacheMs = 5_000;
/** One that is used when it has less than this left is read again, so that no request has to wait for that. */
const renewMs = 2_500;
/** A credential is not cached if the bus takes longer than this to subscribe to its revocation. */
const subscribeTimeoutMs = 500;
const mostCached = 10_000;
/** The use of a credential is recorded at most this often. */
const touchMs = 60_000;

interface AuthenticatorOptions {
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly apiTokens: ApiTokenStore;
  readonly userChannels: UserChannels;
  readonly clock: () => Date;
  readonly background: BackgroundWork;
}

interface FoundCredential extends Pick<Credential, 'id' | 'expiresAt' | 'scopes'> {
  readonly userId: string;
  readonly epoch: number | null;
  readonly lastUsedAt: string | null;
}

interface Cached {
  credential: Credential;
  until: number;
  /** Whether it is being read again. */
  renewing: boolean;
  readonly timer: NodeJS.Timeout;
  readonly forget: () => void;
}

/** Finds the credential behind a secret. */
export class Authenticator {
  readonly #options: AuthenticatorOptions;
  readonly #cached = new Map<string, Cached>();
  readonly #lookups = new Map<string, Promise<Credential | null>>();

  constructor(options: AuthenticatorOptions) {
    this.#options = options;
  }

  /** Null when the secret is unknown, revoked or expired. Synchronous for a cached credential. */
  authenticate(presented: PresentedSecret): Credential | null | Promise<Credential | null> {
    return this.#find(presented.kind, hashSecret(presented.secret));
  }

  /** The credential of a session that something else names: a capability that it has made. Null as above. */
  ofSession(tokenHash: string): Credential | null | Promise<Credential | null> {
    return this.#find('session', tokenHash);
  }

  #find(kind: Credential['kind'], tokenHash: string): Credential | null | Promise<Credential | null> {
    const known = this.#fromCache(tokenHash);
    if (known !== null) return known;
    const lookup = this.#lookups.get(tokenHash);
    if (lookup !== undefined) return lookup;
    const promise = this.#lookUpAndCache(kind, tokenHash).finally(() => this.#lookups.delete(tokenHash));
    this.#lookups.set(tokenHash, promise);
    return promise;
  }

  /** Whether a credential is still valid. Reads the store. */
  async stillGood(credential: Credential): Promise<boolean> {
    return (await this.#lookUp(credential.kind, credential.tokenHash)) !== null;
  }

  /** Drops one credential from the cache, without waiting for the bus. */
  forget(tokenHash: string): void {
    this.#cached.get(tokenHash)?.forget();
  }

  /** Drops all credentials of a user from the cache. */
  forgetUser(userId: string): void {
    for (const { credential, forget } of [...this.#cached.values()]) {
      if (credential.user.id === userId) forget();
    }
  }

  /** Empties the cache, after revocations may have been missed. */
  forgetAll(): void {
    for (const { forget } of [...this.#cached.values()]) forget();
  }

  #fromCache(tokenHash: string): Credential | null {
    const known = this.#cached.get(tokenHash);
    if (known === undefined) return null;
    const now = this.#options.clock().getTime();
    if (known.until > now && !hasExpired(known.credential, now)) {
      if (known.until - now < renewMs && !known.renewing) this.#renew(tokenHash, known, now);
      return known.credential;
    }
    known.forget();
    return null;
  }

  #renew(tokenHash: string, known: Cached, now: number): void {
    const { userChannels, background } = this.#options;
    known.renewing = true;
    background.run('read a credential again', async () => {
      try {
        const credential = await this.#lookUp(known.credential.kind, tokenHash);
        // It was revoked in the meantime, or a revocation may have been missed.
        if (this.#cached.get(tokenHash) !== known || userChannels.interrupted) return;
        if (credential === null) return known.forget();
        known.credential = credential;
        known.until = now + cacheMs;
        known.timer.refresh();
      } finally {
        known.renewing = false;
      }
    });
  }

  async #lookUpAndCache(kind: Credential['kind'], tokenHash: string): Promise<Credential | null> {
    const credential = await this.#lookUp(kind, tokenHash);
    if (credential !== null) await this.#cache(credential);
    return credential;
  }

  async #lookUp(kind: Credential['kind'], tokenHash: string): Promise<Credential | null> {
    const row = await (kind === 'session' ? this.#session(tokenHash) : this.#token(tokenHash));
    if (row === null) return null;
    const { lastUsedAt, epoch, userId, ...found } = row;
    const user = await this.#options.users.get(userId);
    if (user === null || (epoch !== null && epoch !== user.sessionEpoch)) return null;
    const credential: Credential = { kind, tokenHash, user: toUserModel(user), ...found };
    const now = this.#options.clock();
    if (hasExpired(credential, now.getTime())) return null;
    if (now.getTime() - Date.parse(lastUsedAt ?? '1970-01-01') >= touchMs) this.#touch(credential, now);
    return credential;
  }

  async #session(tokenHash: string): Promise<FoundCredential | null> {
    const session = await this.#options.sessions.getByTokenHash(tokenHash);
    if (session === null) return null;
    const { id, userId, expiresAt, epoch, lastSeenAt } = session;
    return { id, userId, expiresAt, epoch, lastUsedAt: lastSeenAt, scopes: allScopes };
  }

  async #token(tokenHash: string): Promise<FoundCredential | null> {
    const token = await this.#options.apiTokens.getByTokenHash(tokenHash);
    if (token === null) return null;
    // A token does not outlive the one that created it.
    if (token.creatorHash !== null && (await this.#token(token.creatorHash)) === null) return null;
    const { id, userId, expiresAt, lastUsedAt, scopes } = token;
    return { id, userId, expiresAt, epoch: null, lastUsedAt, scopes };
  }

  #touch({ kind, tokenHash }: Credential, now: Date): void {
    const { sessions, apiTokens, background } = this.#options;
    const at = now.toISOString();
    background.run('record the use of a credential', () =>
      kind === 'session' ? sessions.seen(tokenHash, at) : apiTokens.used(tokenHash, at),
    );
  }

  async #cache(credential: Credential): Promise<void> {
    const { tokenHash, user } = credential;
    if (this.#cached.size >= mostCached || this.#options.userChannels.interrupted) return;
    let revoked = false;
    const listening = this.#options.userChannels.listen(user.id, (message) => {
      const own = message.type === 'session-revoked' && message.sessionId === credential.id;
      if (!own && message.type !== 'credentials-changed') return;
      revoked = true;
      this.#cached.get(tokenHash)?.forget();
    });
    const stop = await inTime(listening, subscribeTimeoutMs);
    if (stop === null) return;
    if (revoked || this.#cached.has(tokenHash)) return stop();
    const timer = setTimeout(() => this.#cached.get(tokenHash)?.forget(), cacheMs).unref();
    const forget = (): void => {
      if (!this.#cached.delete(tokenHash)) return;
      clearTimeout(timer);
      stop();
    };
    const until = this.#options.clock().getTime() + cacheMs;
    this.#cached.set(tokenHash, { credential, until, renewing: false, timer, forget });
  }
}

/** The function that stops listening. Null when subscribing took too long or failed; it is then undone. */
async function inTime(listening: Promise<() => void>, ms: number): Promise<(() => void) | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), ms);
  const stop = await Promise.race([listening.catch(() => null), late.promise]);
  clearTimeout(timer);
  if (stop === null) listening.then((stopLate) => stopLate()).catch(() => undefined);
  return stop;
}

export function hasExpired({ expiresAt }: Credential, now: number): boolean {
  return expiresAt !== null && expiresAt * 1000 <= now;
}
