import type { ApiTokenScope } from '@pineapple/store';
import type { UserModel } from './user-model.ts';

/** How a caller proved who they are. */
export interface Credential {
  readonly kind: 'session' | 'token';
  /** The session's or token's id: what a revocation names. */
  readonly id: string;
  readonly tokenHash: string;
  readonly user: UserModel;
  /** Seconds since 1970; null if it doesn't end by itself. */
  readonly expiresAt: number | null;
  /** What it may be used for; a session may be used for everything. */
  readonly scopes: readonly ApiTokenScope[];
}

/** What came with a request: a cookie's token or a bearer token. */
export interface PresentedSecret {
  readonly kind: 'session' | 'token';
  readonly secret: string;
}

const sessionSecret = /^[A-Za-z0-9_-]{43}$/;
const tokenSecret = /^pn_[A-Za-z0-9_-]{43}$/;

export const sessionCookieName = 'pineapple_session';

/** A bearer token wins over a cookie: it was put there on purpose. */
export function presentedSecret(
  authorization: string | undefined,
  cookies: string | undefined,
): PresentedSecret | null {
  const bearer = bearerToken(authorization);
  if (bearer !== null) return tokenSecret.test(bearer) ? { kind: 'token', secret: bearer } : null;
  const secret = readCookie(cookies, sessionCookieName);
  return secret !== null && sessionSecret.test(secret) ? { kind: 'session', secret } : null;
}

export function bearerToken(authorization: string | undefined): string | null {
  const match = /^Bearer +(\S+) *$/i.exec(authorization ?? '');
  return match?.[1] ?? null;
}

export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.split('=', 2);
    if (key?.trim() === name && value !== undefined) return value.trim();
  }
  return null;
}
