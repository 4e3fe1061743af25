import { hash, randomBytes } from 'node:crypto';
import { type ApiTokenScope, apiTokenScopes } from '@pineapple/store';
import { readDeviceCookie, readSessionCookie } from './session-cookie.ts';
import type { UserModel } from './user-model.ts';

/** A session or token that was found valid, and whose it is. */
export interface Credential {
  readonly kind: 'session' | 'token';
  /** The session's or token's id: what a revocation names. */
  readonly id: string;
  readonly tokenHash: string;
  readonly user: UserModel;
  /** Seconds since 1970; null if it never expires. */
  readonly expiresAt: number | null;
  /** What it allows. A session allows everything. */
  readonly scopes: readonly ApiTokenScope[];
}

export const allScopes: readonly ApiTokenScope[] = apiTokenScopes;

/** Whether a credential allows this. No credential allows it, too: what needs a sign-in refuses later. */
export function allows(credential: Credential | null, scope: ApiTokenScope): boolean {
  return credential === null || credential.scopes.includes(scope);
}

/** What came with a request: a cookie's secret or a bearer token. */
export interface PresentedSecret {
  readonly kind: 'session' | 'token';
  readonly secret: string;
}

const sessionSecret = /^[A-Za-z0-9_-]{43}$/;
const tokenSecret = /^pn_[A-Za-z0-9_-]{43}$/;

/** A bearer token wins over a cookie, because it was set on purpose. */
export function presentedSecret(
  authorization: string | undefined,
  cookies: string | undefined,
): PresentedSecret | null {
  const bearer = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  if (bearer !== undefined) return tokenSecret.test(bearer) ? { kind: 'token', secret: bearer } : null;
  const secret = readSessionCookie(cookies);
  return secret !== null && sessionSecret.test(secret) ? { kind: 'session', secret } : null;
}

/** The secret by which accounts know the browser of a request; null without one. */
export function presentedDevice(cookies: string | undefined): string | null {
  const secret = readDeviceCookie(cookies);
  return secret !== null && sessionSecret.test(secret) ? secret : null;
}

/** 256 random bits for a cookie or a token. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret. It has full entropy, so one round of SHA-256 is enough. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret);
}
