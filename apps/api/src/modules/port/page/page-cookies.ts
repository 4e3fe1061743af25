/**
 * A program's cookies have this before their name in the browser. So no program can set or read a cookie of the website:
 * only names that begin like this are set, and only those are sent to the program.
 */
const prefix = 'port~';
/** A browser keeps some 180 cookies of a site and then forgets the oldest, which may be the session's. */
const mostCookies = 10;
const mostBytes = 2048;
const websiteCookies = /^(?:pineapple_|__(?:Host|Secure)-)/i;
const cookieName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const cookieValue = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e ]*$/;
const kept = /^(?:expires|max-age)$/i;

/** The program's cookies in a Cookie header of the browser; null for none. */
export function cookiesForProgram(header: string | undefined): string | null {
  const own = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length));
  return own.length === 0 ? null : own.join('; ');
}

/**
 * The Set-Cookie headers of a program as the browser gets them: renamed, for this host and folder alone, and never for
 * scripts. What can't be is left out.
 */
export function cookiesForBrowser(headers: readonly string[], folder: string, secure: boolean): string[] {
  return headers.flatMap((header) => rewrite(header, folder, secure) ?? []).slice(0, mostCookies);
}

function rewrite(header: string, folder: string, secure: boolean): string | null {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
  if (!cookieName.test(name) || websiteCookies.test(name) || !cookieValue.test(value)) return null;
  const times = attributes.filter((attribute) => kept.test(attribute.split('=', 1)[0]?.trim() ?? ''));
  const rest = [`Path=${folder}`, 'HttpOnly', 'SameSite=Lax', 'Priority=Low', ...(secure ? ['Secure'] : [])];
  const written = [`${prefix}${name}=${value}`, ...times, ...rest].join('; ');
  return written.length > mostBytes ? null : written;
}
