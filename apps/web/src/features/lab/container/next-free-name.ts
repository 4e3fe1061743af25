/** `host-1`, or the first number after it that is not taken. */
export function nextFreeName(prefix: string, taken: readonly string[]): string {
  const names = new Set(taken);
  let number = 1;
  while (names.has(`${prefix}-${number}`)) number += 1;
  return `${prefix}-${number}`;
}
