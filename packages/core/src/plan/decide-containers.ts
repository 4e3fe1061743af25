import type { ManifestContainer, HostManifest } from '../host-manifest/host-manifest.ts';
import type { ActualContainer, ActualLab } from './actual-lab.ts';
import { type PhasesOnHost, waitingFor } from './waiting-for.ts';

/** What happens to one desired container. */
export interface ContainerFate {
  readonly desired: ManifestContainer;
  /** The present container that is kept; null if one must be created. */
  readonly actual: ActualContainer | null;
  /** Why one must be created. */
  readonly reason: string;
  /** Null if it is as its owner wants it. */
  readonly power: PowerChange | null;
  /** Why it must not start yet; null if it may. */
  readonly held: string | null;
}

interface PowerChange {
  readonly action: 'start' | 'stop' | 'restart';
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
  const phases = phasesOfRunning(actual, kept);
  return {
    removed,
    wanted: desired.containers.map((container) => {
      const present = kept.get(container.id) ?? null;
      const power = decidePower(container, present);
      const starts = power !== null && power.action !== 'stop';
      const held = starts ? waitingFor(container, desired, phases) : null;
      return {
        ...{ desired: container, actual: present, held },
        reason: wrongs.get(container.id) ?? 'the host does not have it',
        power: held === null ? power : decideHeld(power),
      };
    }),
  };
}

/** A phase is from before a container stopped until its end was reported. */
function phasesOfRunning(
  { phases = new Map() }: ActualLab,
  present: ReadonlyMap<string, ActualContainer>,
): PhasesOnHost {
  return new Map(
    [...phases].filter(
      ([id, { phase }]) => (phase !== 'RUNNING' && phase !== 'READY') || present.get(id)?.state === 'running',
    ),
  );
}

/** One that runs stops at once, and starts when those that it waits for are there. */
function decideHeld(power: PowerChange | null): PowerChange | null {
  if (power?.action !== 'restart') return null;
  return { action: 'stop', reason: 'a restart was requested, and it waits for others' };
}

/** The step that a container's power needs, and the reason; null if none. */
function decidePower(desired: ManifestContainer, actual: ActualContainer | null): PowerChange | null {
  const running = actual?.state === 'running';
  const waiting = actual?.state === 'waiting';
  if (desired.power === 'off')
    return running || waiting ? { action: 'stop', reason: 'a stop was requested' } : null;
  if (!actual) return { action: 'start', reason: 'a start was requested' };
  const requested = desired.generation > actual.generation;
  if (running) return requested ? { action: 'restart', reason: 'a restart was requested' } : null;
  if (requested) return { action: 'start', reason: 'a start was requested' };
  if (actual.endedByItself) return null;
  return {
    action: 'start',
    reason: actual.state === 'stopped' ? 'it should run but is stopped' : 'a start was requested',
  };
}
