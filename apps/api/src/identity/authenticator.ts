import type { ApiTokenStore, SessionStore, UserStore } from '@pineapple/store';
import type { BackgroundWork } from '../runtime/background-work.ts';
import type { UserChannels } from './user-channels.ts';
import { type Credential, hashSecret, type PresentedSecret } from './credential.ts';
import { allScopes } from './scopes.ts';
import { toUserModel } from './user-model.ts';

/** A revocation clears the cache at once; this bounds how long a lost one goes unnoticed. */
const rememberMs = 5_000;
/** Where the bus can't say in this time that it would tell of a revocation, a credential is looked up each time. */
const busPatienceMs = 500;
const mostRemembered = 10_000;
/** That a credential is in use is written down this often at most. */
const touchMs = 60_000;

export interface AuthenticatorOptions {
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly apiTokens: ApiTokenStore;
  readonly userChannels: UserChannels;
  readonly clock: () => Date;
  readonly background: BackgroundWork;
}

interface Remembered {
  readonly credential: Credential;
  readonly until: number;
  readonly forget: () => void;
}

/** Finds out who presents a secret. */
export class Authenticator {
  readonly #options: AuthenticatorOptions;
  readonly #remembered = new Map<string, Remembered>();
  readonly #asking = new Map<string, Promise<Credential | null>>();

  constructor(options: AuthenticatorOptions) {
    this.#options = options;
  }

  /** Whose secret it is; null when it is nobody's, or has ended. Doesn't wait when it was asked just before. */
  authenticate(presented: PresentedSecret): Credential | null | Promise<Credential | null> {
    const tokenHash = hashSecret(presented.secret);
    const known = this.#recall(tokenHash);
    if (known !== null) return known;
    const asking = this.#asking.get(tokenHash);
    if (asking !== undefined) return asking;
    const promise = this.#ask(presented.kind, tokenHash).finally(() => this.#asking.delete(tokenHash));
    this.#asking.set(tokenHash, promise);
    return promise;
  }

  /** Whether a credential that was good once still is; asks the store. */
  async stillGood(credential: Credential): Promise<boolean> {
    return (await this.#lookUp(credential.kind, credential.tokenHash)) !== null;
  }

  /** Forgets one credential at once, without waiting for the bus to say so. */
  forget(tokenHash: string): void {
    this.#remembered.get(tokenHash)?.forget();
  }

  /** Forgets all credentials of a user at once. */
  forgetUser(userId: string): void {
    for (const { credential, forget } of [...this.#remembered.values()]) {
      if (credential.user.id === userId) forget();
    }
  }

  /** Forgets everything: revocations may have been missed. */
  forgetAll(): void {
    for (const { forget } of [...this.#remembered.values()]) forget();
  }

  #recall(tokenHash: string): Credential | null {
    const known = this.#remembered.get(tokenHash);
    if (known === undefined) return null;
    const now = this.#options.clock().getTime();
    if (known.until > now && !hasExpired(known.credential, now)) return known.credential;
    known.forget();
    return null;
  }

  async #ask(kind: Credential['kind'], tokenHash: string): Promise<Credential | null> {
    const credential = await this.#lookUp(kind, tokenHash);
    if (credential !== null) await this.#remember(credential);
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

  async #session(tokenHash: string) {
    const session = await this.#options.sessions.getByTokenHash(tokenHash);
    if (session === null) return null;
    const { id, userId, expiresAt, epoch, lastSeenAt } = session;
    return { id, userId, expiresAt, epoch, lastUsedAt: lastSeenAt, scopes: allScopes };
  }

  async #token(tokenHash: string) {
    const token = await this.#options.apiTokens.getByTokenHash(tokenHash);
    if (token === null) return null;
    const { id, userId, expiresAt, lastUsedAt, scopes } = token;
    return { id, userId, expiresAt, epoch: null, lastUsedAt, scopes };
  }

  #touch({ kind, tokenHash }: Credential, now: Date): void {
    const { sessions, apiTokens, background } = this.#options;
    const at = now.toISOString();
    background.run('noting that a credential is in use', () =>
      kind === 'session' ? sessions.seen(tokenHash, at) : apiTokens.used(tokenHash, at),
    );
  }

  async #remember(credential: Credential): Promise<void> {
    const { tokenHash, user } = credential;
    if (this.#remembered.size >= mostRemembered || this.#options.userChannels.interrupted) return;
    let revoked = false;
    const listening = this.#options.userChannels.listen(user.id, (message) => {
      const own = message.type === 'session-revoked' && message.sessionId === credential.id;
      if (!own && message.type !== 'credentials-changed') return;
      revoked = true;
      this.#remembered.get(tokenHash)?.forget();
    });
    const stop = await inTime(listening, busPatienceMs);
    if (stop === null) return;
    if (revoked || this.#remembered.has(tokenHash)) return stop();
    const timer = setTimeout(() => this.#remembered.get(tokenHash)?.forget(), rememberMs).unref();
    const forget = (): void => {
      if (!this.#remembered.delete(tokenHash)) return;
      clearTimeout(timer);
      stop();
    };
    const until = this.#options.clock().getTime() + rememberMs;
    this.#remembered.set(tokenHash, { credential, until, forget });
  }
}

/** How to stop listening; null when that took too long, or failed: then nobody listens in the end. */
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
