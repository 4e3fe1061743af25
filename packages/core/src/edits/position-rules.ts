import type { Position } from '../lab-nodes.ts';
import type { Issue } from '../edit-error.ts';

/** Far larger than any canvas, and small enough that sums of positions stay exact. */
const farthest = 1_000_000;

/** What is wrong with a position. */
export function checkPosition({ x, y }: Position, path: readonly string[]): Issue[] {
  const issues: Issue[] = [];
  for (const [axis, value] of [
    ['x', x],
    ['y', y],
  ] as const) {
    if (Number.isFinite(value) && Math.abs(value) <= farthest) continue;
    const message = `${axis} is ${value}. Choose a number from -${farthest} to ${farthest}.`;
    issues.push({ path: [...path, axis], message });
  }
  return issues;
}

/** The position as it is stored: rounded to a hundredth, which is invisible, to keep the text short. */
export function rounded(position: Position): Position;
export function rounded(position: Position | null): Position | null;
export function rounded(position: Position | null): Position | null {
  if (position === null) return null;
  // Adding zero turns -0 into 0, because JSON and DynamoDB do not keep -0.
  const round = (value: number): number => Math.round(value * 100) / 100 + 0;
  return { x: round(position.x), y: round(position.y) };
}
