import type { Position } from '../lab-nodes.ts';
import type { Issue } from './edit-error.ts';

/** Far beyond any drawing, and small enough that sums of positions stay exact. */
const farthest = 1_000_000;

/** What is wrong with a position. */
export function checkPosition({ x, y }: Position, path: readonly string[]): Issue[] {
  const issues: Issue[] = [];
  for (const [axis, value] of [
    ['x', x],
    ['y', y],
  ] as const) {
    if (Number.isFinite(value) && Math.abs(value) <= farthest) continue;
    const message = `${axis} is ${value}. It has to be between -${farthest} and ${farthest}.`;
    issues.push({ path: [...path, axis], message });
  }
  return issues;
}

/** The position as it is stored: to the hundredth, which nobody can see, so that text stays short. */
export function rounded(position: Position | null): Position | null {
  if (position === null) return null;
  // Adding zero makes a zero of a negative one, which no number format keeps.
  const round = (value: number): number => Math.round(value * 100) / 100 + 0;
  return { x: round(position.x), y: round(position.y) };
}
