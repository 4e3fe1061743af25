import { sessionCookieName } from './credential.ts';

export const sessionSeconds = 30 * 24 * 3600;

/** The Set-Cookie header that signs a browser in. */
export function sessionCookie(secret: string, secure: boolean): string {
  return attributes(secret, sessionSeconds, secure);
}

/** The Set-Cookie header that makes a browser forget its session. */
export function endedSessionCookie(secure: boolean): string {
  return attributes('', 0, secure);
}

function attributes(value: string, maxAge: number, secure: boolean): string {
  const parts = [`${sessionCookieName}=${value}`, 'Path=/', `Max-Age=${maxAge}`, 'HttpOnly', 'SameSite=Lax'];
  if (secure) parts.push('Secure');
  return parts.join('; ');
}
