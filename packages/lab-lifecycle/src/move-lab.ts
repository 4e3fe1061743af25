import { recreateContainers, type Lab } from '@pineapple/core';
import type { HostStore, LabStore } from '@pineapple/store';
import type { PublishLab } from './publish.ts';

export interface MoveLabPorts {
  readonly labs: Pick<LabStore, 'get' | 'takeOffHost'>;
  readonly hosts: Pick<HostStore, 'addOrphan'>;
  /** Invokes apply-lab asynchronously. */
  readonly applyLab: (labId: string) => Promise<void>;
  /** Makes a host remove its orphans of a lab, asynchronously. */
  readonly removeFrom: (labId: string, hostId: string) => Promise<void>;
  readonly publish: PublishLab;
  readonly now: () => Date;
}

/** How often a concurrent edit may come first. */
const maxAttempts = 10;

/**
 * Takes a lab off its hosts and has it recreated from its desired state where capacity is largest. The data inside its
 * containers is lost. The previous hosts remove their orphans as soon as they are reachable.
 *
 * @returns The lab without a host; null when it does not exist, was deleted, or is not on that host.
 */
export async function moveLab(ports: MoveLabPorts, labId: string, from: string): Promise<Lab | null> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const lab = await ports.labs.get(labId, { consistent: true });
    if (lab === null || lab.deletedAt !== null) return null;
    const { hosts } = lab.placement;
    if (!hosts.includes(from)) return null;
    // Recorded before the lab leaves: if this function ends early, a wrong record does no harm.
    await Promise.all(hosts.map((host) => ports.hosts.addOrphan(host, labId)));
    const moved = await ports.labs.takeOffHost(
      recreateContainers(lab, ports.now().toISOString()),
      lab.revision,
    );
    if (!moved) continue;
    await ports.publish({ type: 'desired', labId, revision: moved.revision });
    await Promise.all([ports.applyLab(labId), ...hosts.map((host) => ports.removeFrom(labId, host))]);
    return moved;
  }
  throw new Error(`Lab ${labId} was edited ${maxAttempts} times in a row while it was being moved.`);
}
