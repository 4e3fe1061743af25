import type { ApiTokenStore, SessionStore, UserStore } from '@pineapple/store';
import type { UserChannels } from '../../realtime/user-channels.ts';
import type { Credential, PresentedSecret } from './credential.ts';
import { hashSecret } from './secret-token.ts';
import { toUserModel } from './user-model.ts';

/** A revocation clears the cache at once; this bounds how long a lost one goes unnoticed. */
const rememberMs = 5_000;
const mostRemembered = 10_000;

export interface AuthenticatorOptions {
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly apiTokens: ApiTokenStore;
  readonly userChannels: UserChannels;
  readonly clock: () => Date;
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
    const { sessions, apiTokens, users, clock } = this.#options;
    const store = kind === 'session' ? sessions : apiTokens;
    const row = await store.getByTokenHash(tokenHash);
    if (row === null) return null;
    const user = await users.get(row.userId);
    if (user === null) return null;
    const { id, expiresAt } = row;
    const credential: Credential = { kind, id, tokenHash, user: toUserModel(user), expiresAt };
    return hasExpired(credential, clock().getTime()) ? null : credential;
  }

  async #remember(credential: Credential): Promise<void> {
    const { tokenHash, user } = credential;
    if (this.#remembered.size >= mostRemembered) return;
    let revoked = false;
    const stop = await this.#options.userChannels.listen(user.id, (message) => {
      if (message.type !== 'session-revoked' || message.sessionId !== credential.id) return;
      revoked = true;
      this.#remembered.get(tokenHash)?.forget();
    });
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

export function hasExpired({ expiresAt }: Credential, now: number): boolean {
  return expiresAt !== null && expiresAt * 1000 <= now;
}
