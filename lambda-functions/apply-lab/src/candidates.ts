import { createHash } from 'node:crypto';
import type { Lab, WideCandidate } from '@pineapple/core';
import type { HostRecord } from '@pineapple/store';
import type { ApplyLabPorts } from './ports.ts';

/** The hosts that a lab could come to, or why that can't be told. */
export async function findCandidates(
  ports: ApplyLabPorts,
): Promise<{ readonly candidates: readonly WideCandidate[] } | { readonly reason: string }> {
  const [online, reports] = await Promise.all([ports.findOnlineHosts(), ports.hosts.list()]);
  if (!online.ok) return { reason: online.error };
  if (online.value.length === 0) return { reason: noHostOnline };
  return { candidates: toCandidates(online.value, reports) };
}

/** Systems Manager notices later than we do that a host is dead. */
function toCandidates(online: readonly string[], reports: readonly HostRecord[]): WideCandidate[] {
  const known = new Map(reports.map((report) => [report.hostId, report]));
  return online.flatMap((hostId) => {
    const report = known.get(hostId);
    if (report?.lostSince) return [];
    return {
      hostId,
      dockerUp: report?.docker.up ?? true,
      cordoned: report?.cordoned ?? false,
      arriving: report?.arriving ?? 0,
      room: report?.room ?? null,
      underlayAddress: report?.underlayAddress ?? null,
    };
  });
}

/** Every lab likes hosts in an order of its own. */
export function preferenceOf(lab: Lab): (hostId: string) => number {
  return (hostId) => createHash('sha256').update(`${lab.id} ${hostId}`).digest().readUIntBE(0, 6);
}

const noHostOnline =
  'No host is online: Systems Manager knows no instance with the tag pineapple-role=host whose agent answers. ' +
  'Start a host; the lab is tried again by itself.';
