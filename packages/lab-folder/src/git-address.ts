import { LabFolderError } from './lab-folder-error.ts';

/** Where the files of a lab are in a git repository. */
export interface GitAddress {
  /** As git takes it. */
  readonly url: string;
  /** A branch or tag; null for the default branch. */
  readonly ref: string | null;
  /** A file or folder in the repository; '.' for all of it. */
  readonly path: string;
}

/** `user@host:path`, as ssh is written for git. A path of this machine has a slash before its first colon. */
const shortSsh = /^[\w.-]+@[\w.-]+:(?!\/\/)[^\s]+$/;
const withScheme = /^[a-z][a-z0-9+.-]*:\/\/|^[a-z][a-z0-9+.-]*::/i;

/** Whether a path that was given is the address of a repository. */
export function isGitAddress(text: string): boolean {
  return withScheme.test(text) || shortSsh.test(text);
}

/**
 * Reads `URL[#[ref][:path]]`, as Docker writes contexts in git.
 *
 * @param sources the only addresses that are allowed, with all below them; null for any that https or ssh reaches
 * @throws LabFolderError for other protocols than https and ssh, for other sources, and for a path that leads out of the
 *   repository
 */
export function readGitAddress(text: string, sources: readonly string[] | null = null): GitAddress {
  const at = text.indexOf('#');
  const url = at < 0 ? text : text.slice(0, at);
  const fragment = at < 0 ? '' : text.slice(at + 1);
  const colon = fragment.indexOf(':');
  const ref = colon < 0 ? fragment : fragment.slice(0, colon);
  const path = colon < 0 ? '' : fragment.slice(colon + 1);
  if (sources === null) checkUrl(url);
  else checkSource(url, sources);
  if (ref !== '' && (!/^[\w][\w./@+-]{0,200}$/.test(ref) || ref.includes('..')))
    throw new LabFolderError(`"${ref}" is no branch or tag. Write ${url}#main, or ${url}#main:folder.`);
  if (path.split('/').includes('..') || path.startsWith('/') || path.includes('\0'))
    throw new LabFolderError(`"${path}" leads out of the repository. Name a file or folder in it.`);
  return { url, ref: ref === '' ? null : ref, path: path === '' ? '.' : path };
}

function checkSource(url: string, sources: readonly string[]): void {
  if (sources.length === 0)
    throw new LabFolderError(
      'This site reads no git repositories. Clone it yourself, or ask the operator to set PINEAPPLE_GIT_SOURCES.',
    );
  const asked = URL.parse(url);
  const allowed = sources.some((source) => asked !== null && isBelow(asked, new URL(source)));
  if (allowed && asked !== null && isPlain(asked, url)) return;
  throw new LabFolderError(
    `"${url.slice(0, 200)}" is not read by this site. It reads those below ${sources.join(', ')}`,
  );
}

function isBelow(asked: URL, source: URL): boolean {
  const folder = source.pathname.replace(/\/+$/, '');
  return (
    asked.protocol === source.protocol &&
    asked.host === source.host &&
    (asked.pathname === folder || asked.pathname.startsWith(`${folder}/`))
  );
}

/** Whether a server can't read another path in it: without `..`, escapes, a password, and parts that git would not send. */
function isPlain({ href, pathname, search, username, password }: URL, url: string): boolean {
  return href === url && !/[%@]/.test(pathname) && search + username + password === '';
}

function checkUrl(url: string): void {
  if (shortSsh.test(url)) {
    if (url.startsWith('-')) throw new LabFolderError(`"${url}" is no address of a git repository.`);
    return;
  }
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !['https:', 'ssh:'].includes(parsed.protocol) || parsed.hostname === '')
    throw new LabFolderError(`"${url}" can't be cloned. Use an address with https:// or ssh://.`);
  if (parsed.protocol === 'https:' && parsed.password !== '')
    throw new LabFolderError(
      'The address has a password in it, which other programs of this machine could read. Use a credential helper of git.',
    );
}
