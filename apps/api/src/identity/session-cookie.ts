const sessionCookieName = 'pineapple_session';

export const sessionSeconds = 30 * 24 * 3600;

/** The Set-Cookie header that signs a browser in. */
export function sessionCookie(secret: string, secure: boolean): string {
  return attributes(secret, sessionSeconds, secure);
}

/** The Set-Cookie header that makes a browser forget its session. */
export function endedSessionCookie(secure: boolean): string {
  return attributes('', 0, secure);
}

/** The session's secret in a Cookie header. */
export function readSessionCookie(header: string | undefined): string | null {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.split('=', 2);
    if (key?.trim() === sessionCookieName && value !== undefined) return value.trim();
  }
  return null;
}

function attributes(value: string, maxAge: number, secure: boolean): string {
  const parts = [`${sessionCookieName}=${value}`, 'Path=/', `Max-Age=${maxAge}`, 'HttpOnly', 'SameSite=Lax'];
  if (secure) parts.push('Secure');
  return parts.join('; ');
}
