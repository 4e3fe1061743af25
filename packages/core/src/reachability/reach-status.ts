/**
 * How the probes from one container to an address of another ended.
 *
 * - `OK`: all were answered. `LOSSY`: some were.
 * - `LARGE_LOST`: small packets are answered, those as large as the path's MTU are not.
 * - `UNANSWERED`: none was answered in time.
 * - `UNREACHABLE`: a router or the kernel said that it can't be reached.
 * - `NO_ROUTE`: the container has no route to it. `PROHIBITED`: the container's own filter or a route forbids it.
 * - `REFUSED`: the TCP port is closed.
 * - `NOT_RUNNING`: one of them does not run. `NO_ADDRESS`: the target has no address of this kind.
 * - `FAILED`: the host could not probe.
 */
export const reachStatuses = [
  'OK',
  'LOSSY',
  'LARGE_LOST',
  'UNANSWERED',
  'UNREACHABLE',
  'NO_ROUTE',
  'PROHIBITED',
  'REFUSED',
  'NOT_RUNNING',
  'NO_ADDRESS',
  'FAILED',
] as const;

export type ReachStatus = (typeof reachStatuses)[number];

/** Whether packets come and go, if not all of them. */
export function isReached(status: ReachStatus): boolean {
  return status === 'OK' || status === 'LOSSY' || status === 'LARGE_LOST';
}
