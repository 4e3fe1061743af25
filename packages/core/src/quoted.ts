const longest = 80;

/** A value somebody gave, for a message: in quotes, cut where it is long, nothing in it that a terminal would obey. */
export function quoted(text: string): string {
  const characters = Array.from(text.slice(0, 2 * (longest + 1)));
  const shown = characters
    .slice(0, longest)
    .join('')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped);
  return `'${shown}${characters.length > longest ? '…' : ''}'`;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
