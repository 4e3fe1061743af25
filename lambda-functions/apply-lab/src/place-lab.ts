import type { Lab } from '@pineapple/core';
import { MissingRowError } from '@pineapple/store';
import { chooseHost } from './choose-host.ts';
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

  const [online, reports] = await Promise.all([ports.findOnlineHosts(), ports.listHostReports()]);
  if (!online.ok) return { kind: 'no-host', reason: online.error };
  const chosen = chooseHost(lab.id, online.value, reports);
  if (!chosen) return { kind: 'no-host', reason: noHostOnline };
  try {
    return { kind: 'host', hostId: await ports.labs.place(lab.id, chosen) };
  } catch (error) {
    if (error instanceof MissingRowError) return { kind: 'gone' };
    throw error;
  }
}

async function forgetUnplaced(lab: Lab, ports: ApplyLabPorts): Promise<Placement> {
  if (await ports.labs.purge(lab.id, { placedOn: null })) return { kind: 'gone' };
  const now = await ports.labs.get(lab.id, { consistent: true });
  return now?.hostId ? { kind: 'host', hostId: now.hostId } : { kind: 'gone' };
}

const noHostOnline =
  'No host is online: Systems Manager knows no instance with the tag pineapple-role=host whose agent answers. ' +
  'Start a host; the lab is tried again by itself.';
