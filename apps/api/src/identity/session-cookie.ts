const sessionCookieName = 'pineapple_session';
const deviceCookieName = 'pineapple_device';

export const sessionSeconds = 30 * 24 * 3600;
const deviceSeconds = 365 * 24 * 3600;

/** The Set-Cookie header that signs a browser in. */
export function sessionCookie(secret: string, secure: boolean): string {
  return attributes(sessionCookieName, secret, sessionSeconds, secure);
}

/** The Set-Cookie header that makes a browser forget its session. */
export function endedSessionCookie(secure: boolean): string {
  return attributes(sessionCookieName, '', 0, secure);
}

/** The Set-Cookie header by which accounts know a browser again. It gives no access. */
export function deviceCookie(secret: string, secure: boolean): string {
  return attributes(deviceCookieName, secret, deviceSeconds, secure);
}

/** The session's secret in a Cookie header. */
export function readSessionCookie(header: string | undefined): string | null {
  return readCookie(header, sessionCookieName);
}

export function readDeviceCookie(header: string | undefined): string | null {
  return readCookie(header, deviceCookieName);
}

function readCookie(header: string | undefined, wanted: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.split('=', 2);
    if (key?.trim() === wanted && value !== undefined) return value.trim();
  }
  return null;
}

function attributes(name: string, value: string, maxAge: number, secure: boolean): string {
  const parts = [`${name}=${value}`, 'Path=/', `Max-Age=${maxAge}`, 'HttpOnly', 'SameSite=Lax'];
  if (secure) parts.push('Secure');
  return parts.join('; ');
}
