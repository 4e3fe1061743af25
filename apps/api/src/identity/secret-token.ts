import { hash, randomBytes } from 'node:crypto';

/** 256 bits that can't be guessed, for a cookie or a header. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret. It has full entropy, so one round of SHA-256 is enough. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret);
}
