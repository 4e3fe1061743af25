/** Repeats for defaults within defaults; more levels than this are no topology. */
const mostLevels = 5;

/**
 * Replaces `${NAME:=text}`, `${NAME:-text}`, `${NAME=text}` and `${NAME-text}` by their default text: no variable is set
 * here. As containerlab does, before the YAML is parsed, and leaving `${NAME}` as it is.
 */
export function expandVariables(text: string): string {
  let expanded = text;
  for (let level = 0; level < mostLevels; level += 1) {
    const next = expanded.replace(/\$\{[A-Za-z_]\w{0,99}:?[=-]([^${}\n]{0,1000})\}/g, '$1');
    if (next === expanded) break;
    expanded = next;
  }
  return expanded;
}

/** The first line, from 1, with a Go template outside of quotes; null if there is none. */
export function templateLine(text: string): number | null {
  const lines = text.split('\n').map((line) => line.replace(/(["']).*?\1/g, '').replace(/(?:^|\s)#.*$/, ''));
  const found = lines.findIndex((line) => /\{\{-?\s*[.$\w]/.test(line));
  return found === -1 ? null : found + 1;
}
