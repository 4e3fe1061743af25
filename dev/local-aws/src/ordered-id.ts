import { randomUUID } from 'node:crypto';

let lastTime = 0;

/** A UUID (version 7) that sorts by the time it was made: rows kept under it are in order of age. */
export function orderedId(now: number = Date.now()): string {
  // Never the same millisecond twice, so that ids made by one process in a row also sort in a row.
  lastTime = Math.max(now, lastTime + 1);
  const time = lastTime.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** The lowest id that could have been made at a time. */
export function orderedIdFloor(time: number): string {
  const hex = Math.max(0, time).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
