import { createHash } from 'node:crypto';
import type { HostReported } from '@pineapple/contracts';

/**
 * Chooses the host that a lab is placed on; null when none is online.
 *
 * Hosts whose Docker is known to be down come last. Among the others every lab has its own order of preference,
 * which spreads labs evenly, and lets two functions that place the same lab at once choose the same host.
 */
export function chooseHost(
  labId: string,
  online: readonly string[],
  reports: readonly Pick<HostReported, 'hostId' | 'docker'>[],
): string | null {
  const down = new Set(reports.filter((report) => !report.docker.up).map((report) => report.hostId));
  const able = online.filter((hostId) => !down.has(hostId));
  const candidates = able.length > 0 ? able : online;
  return candidates.toSorted((a, b) => compare(weight(labId, b), weight(labId, a)))[0] ?? null;
}

function weight(labId: string, hostId: string): string {
  return createHash('sha256').update(`${labId} ${hostId}`).digest('hex');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
