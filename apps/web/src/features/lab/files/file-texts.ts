import { commandLines, commandsOf } from '../container/settings-text.ts';
import type { StoredContent } from './stored-content.ts';

/** The start commands are edited as a text among the files, under a name that no path has. */
export const commandsKey = 'Start commands';

export interface FileText {
  /** Empty for a file whose content is stored. */
  readonly content: string;
  /** Left out for a text. */
  readonly stored?: StoredContent | undefined;
  /** Permissions, e.g. 0o644. */
  readonly mode: number;
}

/** A container's files by path in their order, and its start commands. */
export type FileTexts = ReadonlyMap<string, FileText>;

interface StoredFiles {
  readonly files: readonly {
    readonly path: string;
    readonly content: string;
    readonly mode: number;
    readonly sha256?: string | null;
    readonly size?: number;
  }[];
  readonly exec: readonly string[];
}

export const usualMode = 0o644;

export function toTexts({ files, exec }: StoredFiles): FileTexts {
  return new Map([
    [commandsKey, { content: commandLines(exec), mode: usualMode }],
    ...files.map(({ path, content, mode, sha256, size = 0 }) => {
      return [path, sha256 ? { content, mode, stored: { sha256, size } } : { content, mode }] as const;
    }),
  ]);
}

interface SavedFiles {
  readonly files: readonly (
    | { readonly path: string; readonly content: string; readonly mode: number }
    | { readonly path: string; readonly sha256: string; readonly mode: number }
  )[];
  readonly exec: readonly string[];
}

export function toStored(texts: FileTexts): SavedFiles {
  const files = [...texts].filter(([path]) => path !== commandsKey);
  return {
    files: files.map(([path, { content, mode, stored }]) =>
      stored ? { path, sha256: stored.sha256, mode } : { path, content, mode },
    ),
    exec: commandsOf(texts.get(commandsKey)?.content ?? ''),
  };
}

export function sameText(one: FileText | undefined, other: FileText | undefined): boolean {
  const sameContent = one?.content === other?.content && one?.stored?.sha256 === other?.stored?.sha256;
  return sameContent && one?.mode === other?.mode;
}

export type Change = 'added' | 'changed' | 'removed';

/** What differs, by path. */
export function changesBetween(before: FileTexts, after: FileTexts): ReadonlyMap<string, Change> {
  const changes = new Map<string, Change>();
  for (const path of new Set([...after.keys(), ...before.keys()])) {
    const [old, now] = [before.get(path), after.get(path)];
    if (sameText(old, now)) continue;
    changes.set(path, !old ? 'added' : !now ? 'removed' : 'changed');
  }
  return changes;
}

/** What others made of a file that the user changed too; null if they removed it. */
export type Conflicts = ReadonlyMap<string, FileText | null>;

interface Merged {
  readonly mine: FileTexts;
  readonly conflicts: Conflicts;
}

/**
 * Takes over what others saved. A file that the user did not change becomes as theirs. One that both changed stays as the
 * user has it, and theirs is kept beside it.
 */
export function mergeTexts(base: FileTexts, mine: FileTexts, theirs: FileTexts): Merged {
  const merged = new Map(mine);
  const conflicts = new Map<string, FileText | null>();
  for (const path of new Set([...base.keys(), ...mine.keys(), ...theirs.keys()])) {
    const [was, own, other] = [base.get(path), mine.get(path), theirs.get(path)];
    if (sameText(was, other) || sameText(own, other)) continue;
    if (!sameText(was, own)) conflicts.set(path, other ?? null);
    else if (other) merged.set(path, other);
    else merged.delete(path);
  }
  return { mine: merged, conflicts };
}

/** Permissions in octal, as in `chmod`. */
export function modeText(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

/** @returns null for what is no mode */
export function readMode(text: string): number | null {
  return /^0?[0-7]{3}$/.test(text.trim()) ? Number.parseInt(text, 8) : null;
}

/** What is wrong with a path, as far as the page can tell. */
export function wrongPath(path: string, taken: FileTexts): string | null {
  if (!path.startsWith('/') || path.endsWith('/') || path.length < 2)
    return 'Give an absolute path, such as /etc/motd.';
  return taken.has(path) ? `There is a file ${path} already.` : null;
}
