/** A field that is being typed. */
export interface FilterWord {
  readonly start: number;
  readonly text: string;
}

/** The name of a field that ends at the cursor; null when there is none worth completing. */
export function wordAt(filter: string, cursor: number): FilterWord | null {
  const text = /(?<![\w."'])[A-Za-z][\w.-]*$/.exec(filter.slice(0, cursor))?.[0] ?? '';
  if (text.length < 2 || isQuoted(filter.slice(0, cursor - text.length))) return null;
  return { start: cursor - text.length, text };
}

function isQuoted(before: string): boolean {
  return (before.match(/"/g)?.length ?? 0) % 2 === 1;
}

/** Puts a name in the place of a word. @returns the filter, and where the cursor is */
export function complete(
  filter: string,
  { start, text }: FilterWord,
  name: string,
): { readonly filter: string; readonly cursor: number } {
  const before = `${filter.slice(0, start)}${name}`;
  return { filter: `${before}${filter.slice(start + text.length)}`, cursor: before.length };
}
