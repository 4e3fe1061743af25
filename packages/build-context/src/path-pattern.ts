/** Whether a part of a pattern is more than text. */
export function hasWildcard(pattern: string): boolean {
  return /[*?[\\]/.test(pattern);
}

/** @returns an expression for a whole path, or null for a pattern that is not valid, such as `[a` */
export function patternExpression(pattern: string): RegExp | null {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '*' && pattern.charAt(at + 1) === '*') {
      at += 1;
      // `**/` stands for any number of folders, also for none.
      if (pattern.charAt(at + 1) === '/') {
        at += 1;
        source += '(?:.*/)?';
      } else source += '.*';
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const end = pattern.indexOf(']', at + 2);
      if (end < 0) return null;
      const inside = pattern.slice(at + 1, end).replace(/^[!^]/, '');
      const negated = inside.length < end - at - 1;
      source += `[${negated ? '^/' : ''}${inside.replaceAll(/[\\\][^]/g, '\\$&')}]`;
      at = end;
    } else {
      const literal = character === '\\' ? pattern.charAt((at += 1)) : character;
      source += literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    }
  }
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    return null;
  }
}
