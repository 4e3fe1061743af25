import { CliError } from '../cli-error.ts';

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
 * @throws CliError for other protocols than https and ssh, and for a path that leads out of the repository
 */
export function readGitAddress(text: string): GitAddress {
  const at = text.indexOf('#');
  const url = at < 0 ? text : text.slice(0, at);
  const fragment = at < 0 ? '' : text.slice(at + 1);
  const colon = fragment.indexOf(':');
  const ref = colon < 0 ? fragment : fragment.slice(0, colon);
  const path = colon < 0 ? '' : fragment.slice(colon + 1);
  checkUrl(url);
  if (ref !== '' && (!/^[\w][\w./@+-]{0,200}$/.test(ref) || ref.includes('..')))
    throw new CliError(`"${ref}" is no branch or tag. Write ${url}#main, or ${url}#main:folder.`);
  if (path.split('/').includes('..') || path.startsWith('/') || path.includes('\0'))
    throw new CliError(`"${path}" leads out of the repository. Name a file or folder in it.`);
  return { url, ref: ref === '' ? null : ref, path: path === '' ? '.' : path };
}

function checkUrl(url: string): void {
  if (shortSsh.test(url)) {
    if (url.startsWith('-')) throw new CliError(`"${url}" is no address of a git repository.`);
    return;
  }
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !['https:', 'ssh:'].includes(parsed.protocol) || parsed.hostname === '')
    throw new CliError(`"${url}" can't be cloned. Use an address with https:// or ssh://.`);
  if (parsed.protocol === 'https:' && parsed.password !== '')
    throw new CliError(
      'The address has a password in it, which other programs of this machine could read. Use a credential helper of git.',
    );
}
