import type { ManifestContainer, HostManifest } from '../host-manifest/host-manifest.ts';
import type { ActualContainer, ActualLab } from './actual-lab.ts';

/** What happens to one desired container. */
export interface ContainerFate {
  readonly desired: ManifestContainer;
  /** The present container that is kept; null if one must be created. */
  readonly actual: ActualContainer | null;
  /** Why one must be created. */
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
  if (actual.state === 'broken') return 'it is half removed, or of an earlier version';
  if (actual.imageReference !== desired.imageReference)
    return `its image is ${actual.imageReference} instead of ${desired.imageReference}`;
  return null;
}

/** Decides which containers are kept, removed and created. */
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

/** The step that a container's power needs, and the reason; null if none. */
export function decidePower(
  desired: ManifestContainer,
  actual: ActualContainer | null,
): { action: 'start' | 'stop' | 'restart'; reason: string } | null {
  const running = actual?.state === 'running';
  if (desired.power === 'off') return running ? { action: 'stop', reason: 'a stop was requested' } : null;
  if (!actual) return { action: 'start', reason: 'a start was requested' };
  const requested = desired.generation > actual.generation;
  if (running) return requested ? { action: 'restart', reason: 'a restart was requested' } : null;
  if (requested) return { action: 'start', reason: 'a start was requested' };
  if (actual.endedByItself) return null;
  return {
    action: 'start',
    reason: actual.state === 'created' ? 'a start was requested' : 'it should run but is stopped',
  };
}
