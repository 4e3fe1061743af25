import { isIPv4, isIPv6 } from 'node:net';
import type { User } from '@pineapple/store';
import { ulid } from 'ulid';
import type { CookieJar, RequestContext } from '../../context/request-context.ts';
import { requestError } from '../../context/request-errors.ts';
import { revokeSession } from './revoke-session.ts';
import { hashSecret, newSecret } from '../../identity/credential.ts';
import { sessionSeconds } from '../../identity/session-cookie.ts';

/** Enough characters to tell browsers apart. */
const longestUserAgent = 256;

/**
 * Starts a session with a new secret and sets its cookie. The session that the request came with ends, so that a secret
 * planted before the sign-in is useless (session fixation).
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
  await rememberDevice(user, context, cookies);
  if (credential?.kind === 'session') await revokeSession(credential, services);
}

/** The hash of the browser's secret, if the account has signed in with it before. */
export function knownDeviceOf(user: User | null, { device }: RequestContext): string | null {
  const hash = device === null ? null : hashSecret(device);
  return hash !== null && user?.devices.includes(hash) === true ? hash : null;
}

/** A browser keeps its secret, by which several accounts may know it. */
async function rememberDevice(
  user: User,
  { device, services }: RequestContext,
  cookies: CookieJar,
): Promise<void> {
  const secret = device ?? newSecret();
  await services.users.rememberDevice(user, hashSecret(secret));
  cookies.setDevice(secret);
}

/** @throws BAD_USER_INPUT over a WebSocket, which can't set cookies */
export function requireCookies({ cookies }: RequestContext): CookieJar {
  if (cookies !== null) return cookies;
  throw requestError('BAD_USER_INPUT', 'Sign in over HTTP: a WebSocket cannot set the session cookie.');
}

/** The address without the part that identifies a household; null when it is not an IP address. */
function coarseAddress(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return plain.replace(/\d+$/, 'x');
  if (!isIPv6(plain)) return null;
  const [head = ''] = plain.split('::', 1);
  const groups = head === '' ? [] : head.split(':').slice(0, 3);
  return `${groups.join(':')}::/48`;
}
