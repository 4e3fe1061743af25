/**
 * Draws ids until one is not in use. Six random characters meet again once in a billion draws;
 * where they do, two things of one lab must still not share an id.
 */
export function unusedId(draw: () => string, used: readonly { readonly id: string }[]): string {
  let id = draw();
  while (used.some((present) => present.id === id)) id = draw();
  return id;
}
