import { quoted } from '@pineapple/core';
import type { Notes } from './notes.ts';

/** A file of a lab. */
export interface LabFile {
  /** Relative to the lab's folder, with `/` between its parts. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** SHA-256 of bytes, in hexadecimal. */
export type HashBytes = (bytes: Uint8Array) => string;

/** What one lab may be read from. */
export const labFileLimits = { files: 200, bytes: 14_000_000, pathLength: 400 } as const;

/** The files of a lab, by path. It knows which of them were read. */
export class FileSet {
  readonly #files: ReadonlyMap<string, LabFile>;
  readonly #used = new Set<string>();
  readonly hash: HashBytes | null;

  /** @param hash for files that are binary or large; null leaves them out */
  constructor(files: readonly LabFile[], hash: HashBytes | null = null) {
    this.#files = new Map(files.map((file) => [file.path, file]));
    this.hash = hash;
  }

  get paths(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** The paths that no one asked for. */
  get unused(): readonly string[] {
    return this.paths.filter((path) => !this.#used.has(path));
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** The paths below a folder. */
  below(folder: string): readonly string[] {
    return this.paths.filter((path) => path.startsWith(`${folder}/`));
  }

  markUsed(path: string): void {
    this.#used.add(path);
  }

  /** The text of a file; null if it is no UTF-8 text, or there is no such file. */
  text(path: string): string | null {
    this.markUsed(path);
    return this.peek(path);
  }

  /** The bytes of a file; null if there is no such file. */
  bytes(path: string): Uint8Array | null {
    this.markUsed(path);
    return this.#files.get(path)?.content ?? null;
  }

  /** The text of a file, without counting the file as read. */
  peek(path: string): string | null {
    const content = this.#files.get(path)?.content;
    if (content === undefined || content.includes(0)) return null;
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(content);
    } catch {
      return null;
    }
  }
}

/** Checks the number, the size and the paths of files. An ERROR note says what is wrong. */
export function openFiles(files: readonly LabFile[], notes: Notes, hash: HashBytes | null): FileSet {
  const whole = { path: '.', line: null };
  if (files.length === 0) notes.error(whole, 'There are no files. Give the files of a lab.');
  if (files.length > labFileLimits.files) {
    notes.error(whole, `There are ${files.length} files. A lab is read from at most ${labFileLimits.files}.`);
  }
  const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
  if (bytes > labFileLimits.bytes) {
    notes.error(whole, `The files have ${bytes} bytes. A lab is read from at most ${labFileLimits.bytes}.`);
  }
  const seen = new Set<string>();
  for (const { path } of files) {
    const wrong = checkPath(path) ?? (seen.has(path) ? 'was given twice. Give each file once.' : null);
    if (wrong !== null)
      notes.error({ path: path.slice(0, labFileLimits.pathLength), line: null }, `${quoted(path)} ${wrong}`);
    seen.add(path);
  }
  return new FileSet(notes.failed ? [] : files, hash);
}

function checkPath(path: string): string | null {
  if (path.length > labFileLimits.pathLength) return `has more than ${labFileLimits.pathLength} characters.`;
  const advice = 'Give a path relative to the lab’s folder, such as r1/etc/frr/frr.conf.';
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return `is an absolute path. ${advice}`;
  if (/[\\\p{Cc}]/u.test(path)) return `has a backslash or a control character. ${advice}`;
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..'))
    return `has a part that is empty, '.' or '..'. ${advice}`;
  return null;
}

/** The path that `relative` means when it stands in a file of `folder`; null if it leads out of the lab's folder. */
export function resolvePath(folder: string, relative: string): string | null {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** The folder of a path; empty for the lab's own. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
