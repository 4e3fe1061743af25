import { askAnew, type Lab } from '@pineapple/core';
import type { HostStore, LabStore } from '@pineapple/store';
import type { PublishLab } from './publish.ts';

export interface MoveLabPorts {
  readonly labs: Pick<LabStore, 'get' | 'takeOffHost'>;
  readonly hosts: Pick<HostStore, 'addLeftover'>;
  /** Invokes apply-lab and does not wait for it. */
  readonly applyLab: (labId: string) => Promise<void>;
  /** Has a host remove what is left of a lab; not waited for either. */
  readonly removeFrom: (labId: string, hostId: string) => Promise<void>;
  readonly publish: PublishLab;
  readonly now: () => Date;
}

/** Others edit the lab at the same time at most this often in a row. */
const maxAttempts = 10;

/**
 * Takes a lab off its host, or all its hosts, to be made anew, from its desired state, wherever there is most room. What
 * was inside its containers is gone. A host it leaves is to remove what it has of it, as soon as it can be reached.
 *
 * @returns The lab without a host; null when there is none, it was deleted, or nothing of it is on that host.
 */
export async function moveLab(ports: MoveLabPorts, labId: string, from: string): Promise<Lab | null> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const lab = await ports.labs.get(labId, { consistent: true });
    if (lab === null || lab.deletedAt !== null) return null;
    const { hosts } = lab.placement;
    if (!hosts.includes(from)) return null;
    // Before it leaves: whoever ends in between has noted a leftover that is none, which does no harm.
    await Promise.all(hosts.map((host) => ports.hosts.addLeftover(host, labId)));
    const moved = await ports.labs.takeOffHost(askAnew(lab, ports.now().toISOString()), lab.revision);
    if (!moved) continue;
    await ports.publish({ type: 'desired', labId, revision: moved.revision });
    await Promise.all([ports.applyLab(labId), ...hosts.map((host) => ports.removeFrom(labId, host))]);
    return moved;
  }
  throw new Error(`Lab ${labId} was edited ${maxAttempts} times while it was to leave its hosts.`);
}
