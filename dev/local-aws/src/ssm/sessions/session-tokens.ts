import { hash, randomBytes } from 'node:crypto';

/** The tokens of one session. Each opens one connection; only their hashes are kept. */
export class SessionTokens {
  readonly #hashes = new Set<string>();

  issue(): string {
    const token = randomBytes(48).toString('base64url');
    this.#hashes.add(hash('sha256', token));
    return token;
  }

  /** Whether a token is one of these. It is used up by that. */
  take(token: string): boolean {
    return this.#hashes.delete(hash('sha256', token));
  }

  clear(): void {
    this.#hashes.clear();
  }
}
