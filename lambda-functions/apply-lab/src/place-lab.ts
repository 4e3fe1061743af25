import { createHash } from 'node:crypto';
import { chooseHost, type HostCandidate, type Lab } from '@pineapple/core';
import { type HostRecord, MissingRowError } from '@pineapple/store';
import type { ApplyLabPorts } from './ports.ts';

export type Placement =
  | { readonly kind: 'host'; readonly hostId: string }
  | { readonly kind: 'no-host'; readonly reason: string }
  /** The lab was deleted before it came to any host, and is forgotten. */
  | { readonly kind: 'gone' };

/**
 * The host of a lab; chosen now if it has none yet. Of two functions that place a lab at once the first wins, and one
 * that would place a lab after it is forgotten can't: nothing is left over on a host.
 */
export async function placeLab(lab: Lab, ports: ApplyLabPorts): Promise<Placement> {
  if (lab.hostId) return { kind: 'host', hostId: lab.hostId };
  if (lab.deletedAt) return forgetUnplaced(lab, ports);

  const [online, reports] = await Promise.all([ports.findOnlineHosts(), ports.hosts.list()]);
  if (!online.ok) return { kind: 'no-host', reason: online.error };
  if (online.value.length === 0) return { kind: 'no-host', reason: noHostOnline };
  const choice = chooseHost(lab.containers.length, candidates(online.value, reports), preferenceOf(lab));
  if (choice.kind === 'none') return { kind: 'no-host', reason: choice.reason };
  try {
    const hostId = await ports.labs.place(lab.id, choice.hostId);
    if (hostId === choice.hostId) await ports.hosts.expect(hostId, lab.containers.length);
    return { kind: 'host', hostId };
  } catch (error) {
    if (error instanceof MissingRowError) return { kind: 'gone' };
    throw error;
  }
}

/** Systems Manager notices later than we do that a host is dead. */
function candidates(online: readonly string[], reports: readonly HostRecord[]): HostCandidate[] {
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
    };
  });
}

/** Every lab likes hosts in an order of its own. */
function preferenceOf(lab: Lab): (hostId: string) => number {
  return (hostId) => createHash('sha256').update(`${lab.id} ${hostId}`).digest().readUIntBE(0, 6);
}

async function forgetUnplaced(lab: Lab, ports: ApplyLabPorts): Promise<Placement> {
  if (await ports.labs.purge(lab.id, { placedOn: null })) return { kind: 'gone' };
  const now = await ports.labs.get(lab.id, { consistent: true });
  return now?.hostId ? { kind: 'host', hostId: now.hostId } : { kind: 'gone' };
}

const noHostOnline =
  'No host is online: Systems Manager knows no instance with the tag pineapple-role=host whose agent answers. ' +
  'Start a host; the lab is tried again by itself.';
