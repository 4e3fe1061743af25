import { fits, type Lab } from '@pineapple/core';
import { placeWide } from './place-wide.ts';
import type { Attempt } from './placement.ts';
import type { ApplyLabPorts } from './ports.ts';

/**
 * A lab that is whole on a host stays so while that has room for what was added. Then what does not fit goes to others;
 * where that can't be, the host is crowded rather than the lab held up.
 */
export async function growWhole(lab: Lab, hostId: string, ports: ApplyLabPorts): Promise<Attempt> {
  const whole: Attempt = { kind: 'placed', lab };
  const host = await ports.hosts.get(hostId);
  // Most have room even if they had nothing of the lab yet, so that nobody has to look what they have.
  if (!host || host.underlayAddress === null || fits(lab.containers.length, host)) return whole;
  const there = await containersOn(lab, hostId, ports);
  const added = lab.containers.filter(({ id }) => !there.has(id)).length;
  // What is on its way there may well be these very containers.
  const arriving = Math.max(0, host.arriving - added);
  if (added === 0 || fits(added, { ...host, arriving })) return whole;
  const atHome = Object.fromEntries([...there].map((id) => [id, hostId]));
  const wide = await placeWide(lab, atHome, ports);
  return wide.kind === 'no-host' ? whole : wide;
}

async function containersOn({ id }: Lab, hostId: string, ports: ApplyLabPorts): Promise<Set<string>> {
  const rows = await ports.observations.listByLab(id);
  return new Set(
    rows.flatMap((row) => (row.kind === 'container' && row.hostId === hostId ? [row.containerId] : [])),
  );
}
