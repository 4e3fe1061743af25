import { silentHostMs } from '@pineapple/core';
import { markLabLost, moveLab } from '@pineapple/lab-lifecycle';
import type { HostRecord } from '@pineapple/store';
import { inParallel } from './in-parallel.ts';
import type { SweepFigures, SweepPorts } from './ports.ts';

type HostFigures = Pick<SweepFigures, 'hostsLost' | 'labsMoved'>;

const atOnce = 8;

/**
 * Marks silent hosts and their labs as lost, and moves the labs after a while if the operator configured that. Concurrent
 * sweeps do no harm.
 */
export async function sweepHosts(ports: SweepPorts): Promise<HostFigures> {
  const now = ports.now().getTime();
  const silent = (await ports.hosts.list()).filter((host) => now - Date.parse(host.at) > silentHostMs);
  const newlySilent = silent.filter((host) => host.lostSince === null);
  await inParallel(newlySilent, atOnce, (host) => markHostLost(host, ports));
  const due = silent.filter((host) => isDue(host, now, ports.moveLostLabsAfterMinutes));
  const moved = await inParallel(due, 1, (host) => moveAll(host, ports));
  const figures = {
    hostsLost: newlySilent.length,
    labsMoved: moved.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0),
  };
  if (newlySilent.length > 0)
    ports.log('warn', 'lost hosts', { hosts: newlySilent.map(({ hostId }) => hostId) });
  return figures;
}

/** Marks the host last: if this function ends early, the next sweep repeats it. */
async function markHostLost(host: HostRecord, ports: SweepPorts): Promise<void> {
  const reason = `The lab's host has not reported since ${host.at}. It is down or disconnected.`;
  const labs = await ports.labs.listByHost(host.hostId);
  await inParallel(labs, atOnce, (lab) => markLabLost(ports, lab, host.hostId, reason));
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
