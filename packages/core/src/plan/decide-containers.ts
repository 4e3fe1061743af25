import type { ManifestContainer, HostManifest } from '../host-manifest/host-manifest.ts';
import type { LabInterface } from '../lab-nodes.ts';
import type { ActualContainer, ActualInterface, ActualLab } from './actual-lab.ts';

/** What is to become of one desired container. */
export interface ContainerFate {
  readonly desired: ManifestContainer;
  /** What is there to build on; null when it has to be made. */
  readonly actual: ActualContainer | null;
  /** Why it has to be made. */
  readonly reason: string;
}

export interface ContainerFates {
  readonly removed: readonly {
    readonly container: ActualContainer;
    readonly reason: string;
    readonly replaced: boolean;
  }[];
  readonly wanted: readonly ContainerFate[];
}

function mismatch(desired: ManifestContainer, actual: ActualContainer): string | null {
  if (actual.state === 'broken') return 'Docker left it half removed';
  if (actual.name !== desired.name) return `its name is ${actual.name}, wanted is ${desired.name}`;
  if (actual.imageReference !== desired.imageReference)
    return `its image is ${actual.imageReference}, wanted is ${desired.imageReference}`;
  return null;
}

/** Decides which containers stay, go and come. */
export function decideContainers(desired: HostManifest, actual: ActualLab): ContainerFates {
  const wanted = new Map(desired.containers.map((container) => [container.id, container]));
  const kept = new Map<string, ActualContainer>();
  const wrongs = new Map<string, string>();
  const removed: { container: ActualContainer; reason: string; replaced: boolean }[] = [];
  for (const container of actual.containers) {
    const match = wanted.get(container.id);
    const wrong = match ? mismatch(match, container) : 'the lab has no such container';
    if (wrong) {
      removed.push({ container, reason: wrong, replaced: match !== undefined });
      wrongs.set(container.id, wrong);
    } else if (kept.has(container.id)) {
      removed.push({ container, reason: 'there are two of this container', replaced: false });
    } else {
      kept.set(container.id, container);
    }
  }
  return {
    removed,
    wanted: desired.containers.map((container) => ({
      desired: container,
      actual: kept.get(container.id) ?? null,
      reason: wrongs.get(container.id) ?? 'the host does not have it',
    })),
  };
}

/** Why an attachment can't stay as it is; null when it can. */
export function interfaceMismatch(wanted: LabInterface | undefined, actual: ActualInterface): string | null {
  if (!wanted) return 'the container is no longer on this network';
  if (!actual.attached) return 'its link is gone';
  if (actual.ipv4Address !== wanted.ipv4Address)
    return `its address is ${actual.ipv4Address ?? 'unknown'}, wanted is ${wanted.ipv4Address}`;
  if (actual.macAddress !== null && actual.macAddress !== wanted.macAddress)
    return `its MAC address is ${actual.macAddress}, wanted is ${wanted.macAddress}`;
  return null;
}

/** What has to be done about a container's power, and why; null when nothing. */
export function decidePower(
  desired: ManifestContainer,
  actual: ActualContainer | null,
): { action: 'start' | 'stop' | 'restart'; reason: string } | null {
  const running = actual?.state === 'running';
  if (desired.power === 'off') return running ? { action: 'stop', reason: 'it was asked to stop' } : null;
  if (!actual) return { action: 'start', reason: 'it was asked to run' };
  const asked = desired.generation > actual.generation;
  if (running) return asked ? { action: 'restart', reason: 'it was asked to restart' } : null;
  if (asked) return { action: 'start', reason: 'it was asked to run' };
  if (actual.endedByItself) return null;
  return {
    action: 'start',
    reason: actual.state === 'created' ? 'it was asked to run' : 'it should run and was found stopped',
  };
}
