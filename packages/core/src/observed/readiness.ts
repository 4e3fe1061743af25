import type { LabContainer } from '../lab-nodes.ts';
import type { ContainerObservation, PhaseEntry } from './observation.ts';
import type { ContainerPhase } from './phase.ts';

/** One phase a container went through. */
export interface PhaseDuration {
  readonly phase: ContainerPhase;
  /** RFC 3339. */
  readonly at: string;
  /** Milliseconds spent in it; up to now for the present one. */
  readonly durationMs: number;
}

/** Where a container is, why, and how long each step took. */
export interface Readiness {
  readonly phase: ContainerPhase;
  readonly reason: string | null;
  /** When it entered the phase. RFC 3339. */
  readonly since: string;
  /** Milliseconds from the last request to start or stop it to its settled phase, or to now while it is on its way. */
  readonly elapsedMs: number;
  /** Since that request, oldest first; the present phase last. */
  readonly phases: readonly PhaseDuration[];
  /** Grows with every change. */
  readonly version: number;
}

/** Phases that last until somebody asks for something, or something goes wrong. */
export const settledPhases: ReadonlySet<ContainerPhase> = new Set(['READY', 'STOPPED', 'FAILED', 'DELETED']);

/**
 * What one container's desired and observed state say together.
 *
 * @param desired null when it is no longer in the lab
 * @param reported null when its host has not reported on it
 */
export function containerReadiness(
  desired: LabContainer | null,
  reported: ContainerObservation | null,
  now: Date,
): Readiness {
  const observed = isOfEarlierLife(desired, reported) ? null : reported;
  const entries = desired === null ? leaving(observed, now) : staying(desired, observed);
  return {
    ...timed(entries, now),
    reason: reasonFor(desired, observed),
    version: versionOf(desired, observed),
  };
}

/** Never empty: the present phase is the last. */
type Path = readonly [PhaseEntry, ...PhaseEntry[]];

/** The way of a container that is in the lab: first what was asked for, then what the host made of it. */
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

/** The way of a container that was taken out of the lab. */
function leaving(observed: ContainerObservation | null, now: Date): Path {
  const at = now.toISOString();
  const [first, ...rest] = observed?.phases ?? [];
  if (observed === null || observed.phase === 'DELETED') {
    return first === undefined ? [{ phase: 'DELETED', at }] : [first, ...rest];
  }
  // When it was taken out is not kept; until the host says that it began, it has just happened.
  const end: PhaseEntry[] = observed.phase === 'DELETING' ? [] : [{ phase: 'DELETING', at }];
  return first === undefined ? [{ phase: 'DELETING', at }] : [first, ...rest, ...end];
}

/** A container that vanished from its host although it is wanted will be made again: it is not deleted. */
function whileOn(phase: ContainerPhase): ContainerPhase {
  return phase === 'DELETING' || phase === 'DELETED' ? 'PENDING' : phase;
}

/** A container that is switched off and was never started is as stopped as one that ran before. */
function whileOff(phase: ContainerPhase): ContainerPhase {
  if (phase === 'PENDING' || phase === 'CREATED' || phase === 'CONNECTED') return 'STOPPED';
  if (phase === 'RUNNING' || phase === 'READY') return 'STOPPING';
  return phase === 'DELETING' || phase === 'DELETED' ? 'STOPPED' : phase;
}

function isCurrent(desired: LabContainer, observed: ContainerObservation): boolean {
  return observed.generation >= desired.generation;
}

/**
 * A container brought back after its removal has reports of before for as long as nobody has taken them off the
 * record. Once they are, versions begin at one again: they must not have counted until then.
 */
function isOfEarlierLife(desired: LabContainer | null, reported: ContainerObservation | null): boolean {
  return desired !== null && reported !== null && desired.generation - reported.generation > removalStep;
}

function reasonFor(desired: LabContainer | null, observed: ContainerObservation | null): string | null {
  if (observed === null) return null;
  if (desired !== null) return isCurrent(desired, observed) ? observed.reason : null;
  // Why it failed before is of no interest on the way out; why the way out is blocked is.
  return ['DELETING', 'DELETED', 'LOST'].includes(observed.phase) ? observed.reason : null;
}

/**
 * Larger than any number of requests and reports of one container. A container that comes back after its removal
 * is that much of generations above what its removal was, because its reports begin anew.
 */
export const removalStep = 100_000;

/**
 * Both parts only grow, so the sum does. A container taken out of the lab has no generation any more, and
 * its host may never have seen the last ones: a large step stands in for it.
 */
function versionOf(desired: LabContainer | null, observed: ContainerObservation | null): number {
  return (desired?.generation ?? removalStep + (observed?.generation ?? 0)) + (observed?.version ?? 0);
}

/** Host and API have clocks of their own: a phase never begins before the one before it. */
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
    elapsedMs: settledPhases.has(phase) ? from - asked : Math.max(0, now.getTime() - asked),
    phases,
  };
}
