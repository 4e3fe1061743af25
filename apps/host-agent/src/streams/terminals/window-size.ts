import type { terminalSize } from '@pineapple/host-link/protocol';
import type { z } from 'zod';

export type WindowSize = z.infer<typeof terminalSize>;

/** The largest window that fits into all of them; null if there are none. */
export function smallestWindow(sizes: readonly WindowSize[]): WindowSize | null {
  if (sizes.length === 0) return null;
  return {
    cols: Math.min(...sizes.map(({ cols }) => cols)),
    rows: Math.min(...sizes.map(({ rows }) => rows)),
  };
}

export function isSameWindow(a: WindowSize, b: WindowSize): boolean {
  return a.cols === b.cols && a.rows === b.rows;
}
