import { randomUUID } from 'node:crypto';

let lastTime = 0;

/** A version 7 UUID, which sorts by creation time, so rows stored under it are ordered by age. */
export function orderedId(now: number = Date.now()): string {
  // Never the same millisecond twice, so that ids of one process sort in the order they were made.
  lastTime = Math.max(now, lastTime + 1);
  const time = lastTime.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** The lowest id of a time. */
export function orderedIdFloor(time: number): string {
  const hex = Math.max(0, time).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
