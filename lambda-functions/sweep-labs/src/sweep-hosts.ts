import { silentHostMs } from '@pineapple/core';
import { loseLab, moveLab } from '@pineapple/lab-lifecycle';
import type { HostRecord } from '@pineapple/store';
import { inParallel } from './in-parallel.ts';
import type { SweepPorts } from './ports.ts';

export interface HostFigures {
  /** Hosts that were found dead now. */
  readonly hostsLost: number;
  /** Labs of dead hosts that are made anew elsewhere. */
  readonly labsMoved: number;
}

const atOnce = 8;

/**
 * Finds hosts that have gone silent: their labs are lost, and, where the operator wants it so, made anew elsewhere
 * after a while. Two sweeps at the same host do no harm.
 */
export async function sweepHosts(ports: SweepPorts): Promise<HostFigures> {
  const now = ports.now().getTime();
  const silent = (await ports.hosts.list()).filter((host) => now - Date.parse(host.at) > silentHostMs);
  const fresh = silent.filter((host) => host.lostSince === null);
  await inParallel(fresh, atOnce, (host) => lose(host, ports));
  const due = silent.filter((host) => isDue(host, now, ports.moveLostLabsAfterMinutes));
  const moved = await inParallel(due, 1, (host) => moveAll(host, ports));
  const figures = {
    hostsLost: fresh.length,
    labsMoved: moved.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0),
  };
  if (fresh.length > 0) ports.log('warn', 'Hosts are lost.', { hosts: fresh.map(({ hostId }) => hostId) });
  return figures;
}

/** The labs first: if this ends half-way, the host still counts as alive and the next sweep does it again. */
async function lose(host: HostRecord, ports: SweepPorts): Promise<void> {
  const reason = `Nothing was heard of the lab's host since ${host.at}: it is down, or cut off.`;
  const labs = await ports.labs.listByHost(host.hostId);
  await inParallel(labs, atOnce, (lab) => loseLab(ports, lab, host.hostId, reason));
  await ports.hosts.markLost(host, ports.now().toISOString());
  await ports.publishHost(host.hostId);
}

function isDue({ lostSince }: HostRecord, now: number, afterMinutes: number | null): boolean {
  return afterMinutes !== null && lostSince !== null && now - Date.parse(lostSince) >= afterMinutes * 60_000;
}

async function moveAll({ hostId }: HostRecord, ports: SweepPorts): Promise<number> {
  const labs = await ports.labs.listByHost(hostId);
  const moved = await inParallel(labs, atOnce, (lab) => moveLab(ports, lab.id, hostId));
  if (labs.length > 0) await ports.publishHost(hostId);
  return moved.filter((one) => one.status === 'fulfilled' && one.value !== null).length;
}
