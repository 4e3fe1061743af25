import type { User } from '@pineapple/store';
import { ulid } from 'ulid';
import type { CookieJar, RequestContext } from '../../context/request-context.ts';
import { requestError } from '../../context/request-errors.ts';
import { coarseAddress } from './coarse-address.ts';
import { revokeSession } from './revoke-session.ts';
import { hashSecret, newSecret } from '../../identity/credential.ts';
import { sessionSeconds } from '../../identity/session-cookie.ts';

/** Enough to tell one browser from another. */
const longestUserAgent = 256;

/**
 * Starts a session under a new secret and hands it to the browser. The session the request came with, if
 * any, ends: a secret that somebody planted beforehand is worth nothing afterwards.
 */
export async function openSession(user: User, context: RequestContext): Promise<void> {
  const { services, credential } = context;
  const cookies = requireCookies(context);
  const secret = newSecret();
  const now = services.clock();
  await services.sessions.create({
    id: ulid(now.getTime()),
    tokenHash: hashSecret(secret),
    userId: user.id,
    createdAt: now.toISOString(),
    expiresAt: Math.floor(now.getTime() / 1000) + sessionSeconds,
    epoch: user.sessionEpoch,
    lastSeenAt: now.toISOString(),
    userAgent: context.userAgent?.slice(0, longestUserAgent) ?? null,
    address: coarseAddress(context.address),
  });
  cookies.set(secret);
  if (credential?.kind === 'session') await revokeSession(credential, services);
}

/** @throws BAD_USER_INPUT where no cookie can be set */
export function requireCookies({ cookies }: RequestContext): CookieJar {
  if (cookies !== null) return cookies;
  throw requestError('BAD_USER_INPUT', 'Sign in over HTTP: a WebSocket cannot set the session cookie.');
}
