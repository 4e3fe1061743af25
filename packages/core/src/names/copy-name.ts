import { longestLabName } from './names.ts';

/** The name for a copy of a lab: `Office copy`, `Office copy 2` and so on, the first that is not taken. */
export function copyName(name: string, taken: readonly string[]): string {
  const names = new Set(taken);
  const stem = /^(.+?) copy(?: \d+)?$/u.exec(name)?.[1] ?? name;
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? ' copy' : ` copy ${number}`;
    const room = longestLabName - end.length;
    const candidate = `${Array.from(stem).slice(0, room).join('').trimEnd()}${end}`;
    if (!names.has(candidate)) return candidate;
  }
}
