import type { Box } from '../layout/geometry.ts';

/** What lies in a frame: everything whose centre is in its rectangle, but for larger frames. They move together. */
export function frameContents(
  frame: Box & { readonly id: string },
  others: readonly (Box & { readonly id: string })[],
): string[] {
  return others
    .filter((one) => {
      if (one.id === frame.id || one.width * one.height >= frame.width * frame.height) return false;
      const [x, y] = [one.x + one.width / 2, one.y + one.height / 2];
      return x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height;
    })
    .map(({ id }) => id);
}

/** The frame around boxes, with room for its title. */
export function frameAround(boxes: readonly Box[]): Box {
  const { x, y, width, height } = around(boxes);
  const [padding, title] = [32, 24];
  return {
    ...{ x: x - padding, y: y - padding - title },
    ...{ width: width + 2 * padding, height: height + 2 * padding + title },
  };
}

/** The smallest box around boxes, of which there is at least one. */
export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
