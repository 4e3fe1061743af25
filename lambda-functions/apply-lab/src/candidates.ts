import { createHash } from 'node:crypto';
import { hostsPerCall } from '@pineapple/aws';
import { type Lab, silentHostMs, type HostCandidate } from '@pineapple/core';
import type { HostRecord } from '@pineapple/store';
import type { ApplyLabPorts } from './ports.ts';

/** The hosts that a lab could be placed on, or why they can't be determined. */
type Candidates = { readonly candidates: readonly HostCandidate[] } | { readonly reason: string };

/**
 * A sample of the candidates, with one call: Systems Manager allows few calls a second and answers for fifty hosts in one.
 * The sample is that many healthy hosts, in the lab's order of preference. None of them may be online.
 */
export async function findLikelyCandidates(lab: Pick<Lab, 'id'>, ports: ApplyLabPorts): Promise<Candidates> {
  const reports = await ports.hosts.list();
  const preference = preferenceOf(lab);
  const healthy = reports
    .filter((report) => isHealthy(report, ports.now()))
    .map(({ hostId }) => ({ hostId, rank: preference(hostId) }))
    .sort((a, b) => b.rank - a.rank)
    .slice(0, hostsPerCall)
    .map(({ hostId }) => hostId);
  if (healthy.length === 0) return { candidates: [] };
  const online = await ports.findOnlineHosts(healthy);
  return online.ok ? { candidates: toCandidates(online.value, reports) } : { reason: online.error };
}

function isHealthy({ at, docker, cordoned, lostSince }: HostRecord, now: Date): boolean {
  return docker.up && !cordoned && lostSince === null && now.getTime() - Date.parse(at) <= silentHostMs;
}

/** All candidates. */
export async function findCandidates(ports: ApplyLabPorts): Promise<Candidates> {
  const [online, reports] = await Promise.all([ports.findOnlineHosts(), ports.hosts.list()]);
  if (!online.ok) return { reason: online.error };
  if (online.value.length === 0) return { reason: noHostOnline };
  const candidates = toCandidates(online.value, reports);
  return candidates.length === 0 ? { reason: noHostReady } : { candidates };
}

/**
 * Excludes lost hosts, because Systems Manager notices a dead host later than the sweep, and hosts whose agent has not
 * reported yet: Systems Manager's agent is up minutes before the catalogue's images are.
 */
function toCandidates(online: readonly string[], reports: readonly HostRecord[]): HostCandidate[] {
  const known = new Map(reports.map((report) => [report.hostId, report]));
  return online.flatMap((hostId) => {
    const report = known.get(hostId);
    if (!report || report.lostSince !== null) return [];
    return {
      hostId,
      dockerUp: report.docker.up,
      cordoned: report.cordoned,
      arriving: report.arriving,
      capacity: report.room,
      underlayAddress: report.underlayAddress,
    };
  });
}

/** Ranks hosts in an order that differs from lab to lab. */
export function preferenceOf(lab: Pick<Lab, 'id'>): (hostId: string) => number {
  return (hostId) => createHash('sha256').update(`${lab.id} ${hostId}`).digest().readUIntBE(0, 6);
}

const noHostReady =
  'No host is ready: those that are online have not reported yet, or are lost. A new host reports once it has its images, ' +
  'and gets the lab then.';

const noHostOnline =
  'No host is online: Systems Manager has no instance with the tag pineapple-role=host whose SSM agent answers. ' +
  'Start a host; the lab is then retried automatically.';
