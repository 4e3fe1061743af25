import { hash, randomBytes } from 'node:crypto';

/** The tokens of one session. Each opens one connection; only hashes are stored. */
export class SessionTokens {
  readonly #hashes = new Set<string>();

  issue(): string {
    const token = randomBytes(48).toString('base64url');
    this.#hashes.add(hash('sha256', token));
    return token;
  }

  /** Whether a token is valid. Checking uses it up. */
  take(token: string): boolean {
    return this.#hashes.delete(hash('sha256', token));
  }

  clear(): void {
    this.#hashes.clear();
  }
}
