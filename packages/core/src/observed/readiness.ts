import type { LabContainer } from '../lab-nodes.ts';
import type { ContainerObservation, PhaseEntry } from './observation.ts';
import type { ContainerPhase } from './phase.ts';

/** One phase of a container. */
interface PhaseDuration {
  readonly phase: ContainerPhase;
  /** RFC 3339. */
  readonly at: string;
  /** Milliseconds spent in the phase; until now for the current phase. */
  readonly durationMs: number;
}

/** The phase of a container, the reason, and how long each phase took. */
export interface Readiness {
  readonly phase: ContainerPhase;
  readonly reason: string | null;
  /** When it entered the phase. RFC 3339. */
  readonly since: string;
  /** Milliseconds from the last request to start or stop it to its stable phase, or until now. */
  readonly elapsedMs: number;
  /** Since that request, oldest first, the current phase last. */
  readonly phases: readonly PhaseDuration[];
  /** Grows with every change. */
  readonly version: number;
}

/** Phases that last until a request or a failure. */
export const stablePhases: ReadonlySet<ContainerPhase> = new Set(['READY', 'STOPPED', 'FAILED', 'DELETED']);

/**
 * The readiness of a container, derived from its desired and its observed state.
 *
 * @param desired - Null if it is no longer in the lab.
 * @param reported - Null if its host has not reported it.
 * @param lastGeneration - The generation that it had when it was removed from the lab; 0 if that is not known.
 */
export function containerReadiness(
  desired: LabContainer | null,
  reported: ContainerObservation | null,
  now: Date,
  lastGeneration = 0,
): Readiness {
  const observed = isOfEarlierLife(desired, reported) ? null : reported;
  const entries = desired === null ? leaving(observed, now) : staying(desired, observed);
  return {
    ...timed(entries, now),
    reason: reasonFor(desired, observed),
    version: versionOf(desired, observed, lastGeneration),
  };
}

/** The phases of a container. The last one is the current phase. */
type Path = readonly [PhaseEntry, ...PhaseEntry[]];

/** The phases of a container in the lab: the request, then what the host reported. */
function staying(desired: LabContainer, observed: ContainerObservation | null): Path {
  const asked = (phase: ContainerPhase): PhaseEntry => ({ phase, at: desired.requestedAt });
  if (desired.power === 'on') {
    const answered = observed !== null && isCurrent(desired, observed) ? observed.phases : [];
    return [asked('PENDING'), ...answered.map(({ phase, at }) => ({ phase: whileOn(phase), at }))];
  }
  if (observed === null) return [asked('STOPPED')];
  if (!isCurrent(desired, observed)) return [asked(observed.phase === 'STOPPED' ? 'STOPPED' : 'STOPPING')];
  return [asked('STOPPING'), ...observed.phases.map(({ phase, at }) => ({ phase: whileOff(phase), at }))];
}

/** The phases of a container that was removed from the lab. */
function leaving(observed: ContainerObservation | null, now: Date): Path {
  const at = now.toISOString();
  const [first, ...rest] = observed?.phases ?? [];
  if (observed === null || observed.phase === 'DELETED') {
    return first === undefined ? [{ phase: 'DELETED', at }] : [first, ...rest];
  }
  // The time of the removal is not stored. Until the host reports the deletion, it starts now.
  const end: PhaseEntry[] = observed.phase === 'DELETING' ? [] : [{ phase: 'DELETING', at }];
  return first === undefined ? [{ phase: 'DELETING', at }] : [first, ...rest, ...end];
}

/** A desired container that is gone from its host is not deleted: the host will recreate it. */
function whileOn(phase: ContainerPhase): ContainerPhase {
  return phase === 'DELETING' || phase === 'DELETED' ? 'PENDING' : phase;
}

/** A container that is off and was never started is STOPPED too. */
function whileOff(phase: ContainerPhase): ContainerPhase {
  if (phase === 'PENDING' || phase === 'CREATED' || phase === 'CONNECTED') return 'STOPPED';
  if (phase === 'RUNNING' || phase === 'READY') return 'STOPPING';
  return phase === 'DELETING' || phase === 'DELETED' ? 'STOPPED' : phase;
}

function isCurrent(desired: LabContainer, observed: ContainerObservation): boolean {
  return observed.generation >= desired.generation;
}

/**
 * Whether the stored report is from before the container was removed and restored. Once that report is removed, versions
 * start at one again, so it must not count now.
 */
function isOfEarlierLife(desired: LabContainer | null, reported: ContainerObservation | null): boolean {
  return desired !== null && reported !== null && desired.generation - reported.generation > removalStep;
}

function reasonFor(desired: LabContainer | null, observed: ContainerObservation | null): string | null {
  if (observed === null) return null;
  if (desired !== null) return isCurrent(desired, observed) ? observed.reason : null;
  // During a deletion only the reason that blocks it matters, not an earlier failure.
  return ['DELETING', 'DELETED', 'LOST'].includes(observed.phase) ? observed.reason : null;
}

/**
 * Larger than any number of requests and reports of one container. Each removal and each restore raises the version by it,
 * because the reports of a restored container start over.
 */
export const removalStep = 100_000;

/**
 * Both parts only grow, so the sum does. A removal counts as a large step from the last generation of the container. Its
 * host may not know that one.
 */
function versionOf(
  desired: LabContainer | null,
  observed: ContainerObservation | null,
  lastGeneration: number,
): number {
  const removed = removalStep + Math.max(lastGeneration, observed?.generation ?? 0);
  return (desired?.generation ?? removed) + (observed?.version ?? 0);
}

/** The clocks of host and API differ, so a phase is never before the previous one. */
function timed(path: Path, now: Date): Omit<Readiness, 'reason' | 'version'> {
  const starts: { phase: ContainerPhase; from: number }[] = [];
  for (const { phase, at } of path) {
    const before = starts.at(-1);
    if (before?.phase === phase) continue;
    starts.push({ phase, from: Math.max(Date.parse(at), before?.from ?? 0) });
  }
  const phases = starts.map(({ phase, from }, index) => ({
    phase,
    at: new Date(from).toISOString(),
    durationMs: Math.max(0, (starts[index + 1]?.from ?? now.getTime()) - from),
  }));
  const { phase, from } = starts.at(-1) ?? { phase: path[0].phase, from: Date.parse(path[0].at) };
  const asked = starts[0]?.from ?? from;
  return {
    phase,
    since: new Date(from).toISOString(),
    elapsedMs: stablePhases.has(phase) ? from - asked : Math.max(0, now.getTime() - asked),
    phases,
  };
}
