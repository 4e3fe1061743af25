import { type ContextEntry, ContextError } from './check-entries.ts';
import { patternExpression } from './path-pattern.ts';

/** The file at the root of a context that says what of it is left out. */
export const ignoreFileName = '.dockerignore';

const mostRules = 1000;

interface Rule {
  readonly expression: RegExp;
  /** Whether it brings back what an earlier rule left out. */
  readonly keeps: boolean;
}

/**
 * Reads a .dockerignore as Docker does: the last rule that fits a path or a folder above it decides.
 * @returns whether a path is left out
 * @throws ContextError with the line of a rule that is not valid
 */
export function readIgnoreRules(text: string): (path: string) => boolean {
  const rules = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line, index) => readRule(line, index + 1));
  if (rules.length > mostRules)
    throw new ContextError(`${ignoreFileName} has more than ${mostRules} rules. Join some.`);
  return (path) => {
    const parts = path.split('/');
    const paths = parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
    const last = rules.findLast(({ expression }) => paths.some((each) => expression.test(each)));
    return last !== undefined && !last.keeps;
  };
}

/** The entries that a context's own .dockerignore does not leave out. Folders of kept files stay. @throws ContextError */
export function withoutIgnored(entries: readonly ContextEntry[]): readonly ContextEntry[] {
  const file = entries.find(({ path, kind }) => path === ignoreFileName && kind === 'file');
  if (!file) return entries;
  const isIgnored = readIgnoreRules(new TextDecoder().decode(file.content));
  const kept = new Set(entries.flatMap(({ path }) => (isIgnored(path) ? [] : [path])));
  const needed = new Set([...kept].flatMap((path) => foldersOf(path)));
  return entries.filter(({ path, kind }) => kept.has(path) || (kind === 'folder' && needed.has(path)));
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
}

function readRule(line: string, number: number): Rule[] {
  if (line.startsWith('#')) return [];
  const text = line.trim();
  const keeps = text.startsWith('!');
  const pattern = cleaned(keeps ? text.slice(1).trim() : text);
  if (text === '' || pattern === '') return [];
  const expression = patternExpression(pattern);
  if (expression === null)
    throw new ContextError(`${ignoreFileName}, line ${number}: '${text.slice(0, 100)}' is no pattern.`);
  return [{ expression, keeps }];
}

/** Without `.`, `..` and slashes around it. */
function cleaned(pattern: string): string {
  const parts: string[] = [];
  for (const part of pattern.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return parts.join('/');
}
