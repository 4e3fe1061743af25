import type { Lab } from '@pineapple/core';
import { chooseHost } from './choose-host.ts';
import type { ApplyLabPorts } from './ports.ts';

/**
 * Where a lab is put that was deleted before it came to any host. Placing happens once only, so a function that
 * is late and would still send the lab to a host finds that it can't: nothing is left over there.
 */
const nowhere = 'nowhere';

export type Placement =
  | { readonly kind: 'host'; readonly hostId: string }
  | { readonly kind: 'no-host'; readonly reason: string }
  | { readonly kind: 'nowhere' };

/** The host of a lab; chosen now if it has none yet. */
export async function placeLab(lab: Lab, ports: ApplyLabPorts): Promise<Placement> {
  if (lab.hostId) return placementAt(lab.hostId);
  if (lab.deletedAt) return placementAt(await ports.labs.place(lab.id, nowhere));

  const [online, reports] = await Promise.all([ports.findOnlineHosts(), ports.listHostReports()]);
  const chosen = chooseHost(lab.id, online, reports);
  if (chosen) return placementAt(await ports.labs.place(lab.id, chosen));
  return {
    kind: 'no-host',
    reason:
      'No host is online: Systems Manager knows no instance with the tag pineapple-role=host whose agent answers. ' +
      'Start a host; the lab is tried again by itself.',
  };
}

function placementAt(hostId: string): Placement {
  return hostId === nowhere ? { kind: 'nowhere' } : { kind: 'host', hostId };
}
