const longest = 80;

/** A user's value for a message: in quotes, cut after 80 characters, with control characters escaped. */
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
