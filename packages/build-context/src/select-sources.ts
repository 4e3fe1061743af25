import { type ContextEntry, ContextError } from './check-entries.ts';
import { hasWildcard, patternExpression } from './path-pattern.ts';

/** As many links as Linux follows. */
const mostLinks = 40;

/** What the sources of one COPY stand for. */
export interface SelectedSources {
  /** What to write, each with its path below the target. */
  readonly entries: readonly {
    readonly at: string;
    readonly entry: ContextEntry;
    /** Whether a source is this file, not a folder that it is in. */
    readonly isNamed: boolean;
  }[];
  /** The one file that is copied, if it is one: below a folder it keeps its name. */
  readonly onlyFile: string | null;
}

/**
 * Finds the sources of a COPY. The contents of a folder are copied, not the folder; a named link is followed, those in a
 * folder are copied as they are.
 * @throws ContextError for a source that the context does not have
 */
export function selectSources(context: readonly ContextEntry[], sources: readonly string[]): SelectedSources {
  const byPath = new Map(context.map((entry) => [entry.path, entry]));
  const found = sources.flatMap((source) => pathsOf(source, context).map((path) => ({ source, path })));
  const entries: SelectedSources['entries'][number][] = [];
  let files = 0;
  for (const { source, path } of found) {
    const real = followed(path, byPath);
    const entry = byPath.get(real);
    if (real !== '' && !entry)
      throw new ContextError(
        `the build context has no '${source}'. Name what it has, or see whether its .dockerignore leaves it out.`,
      );
    if (entry?.kind === 'file') {
      files += 1;
      entries.push({ at: path.slice(path.lastIndexOf('/') + 1), entry, isNamed: true });
    } else {
      const inside = real === '' ? '' : `${real}/`;
      for (const each of context)
        if (each.path.startsWith(inside))
          entries.push({ at: each.path.slice(inside.length), entry: each, isNamed: false });
    }
  }
  const [only] = entries;
  const isOne = files === 1 && found.length === 1;
  return { entries, onlyFile: isOne && only ? only.at : null };
}

function pathsOf(source: string, context: readonly ContextEntry[]): string[] {
  const path = normalized(source, source);
  if (!hasWildcard(path)) return [path];
  // Two stars are two of one here.
  const expression = patternExpression(path.replaceAll(/\*+/g, '*'));
  if (expression === null) throw new ContextError(`'${source}' is no pattern. Close its bracket.`);
  const found = context.filter((entry) => expression.test(entry.path)).map((entry) => entry.path);
  if (found.length === 0) throw new ContextError(`nothing in the build context matches '${source}'.`);
  return found;
}

function normalized(path: string, source: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined)
      throw new ContextError(`'${source}' leads out of the build context. Name a path inside of it.`);
  }
  return parts.join('/');
}

function followed(path: string, byPath: ReadonlyMap<string, ContextEntry>): string {
  let current = path;
  for (let links = 0; links <= mostLinks; links += 1) {
    const link = firstLink(current, byPath);
    if (link === null) return current;
    const folder = link.path.split('/').slice(0, -1).join('/');
    const rest = current.slice(link.path.length);
    current = normalized(`${folder}/${link.target}${rest}`, path);
  }
  throw new ContextError(`'${path}' is a symbolic link that leads to itself. Remove it.`);
}

function firstLink(path: string, byPath: ReadonlyMap<string, ContextEntry>): ContextEntry | null {
  const parts = path.split('/');
  for (let end = 1; end <= parts.length; end += 1) {
    const entry = byPath.get(parts.slice(0, end).join('/'));
    if (entry?.kind === 'link') return entry;
  }
  return null;
}
