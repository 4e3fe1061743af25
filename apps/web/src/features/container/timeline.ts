import type { ContainerFieldsFragment, ContainerPhase } from '../../generated/graphql.ts';
import { containerPhaseWords } from '../../ui/phase-words.ts';

export type Container = ContainerFieldsFragment;
export type Readiness = Container['readiness'];

/** One bar of the chart: a phase that the container was in on its way. */
export interface Bar {
  readonly phase: ContainerPhase;
  readonly startMs: number;
  readonly durationMs: number;
  /** Whether it is in this phase now and on its way to the next. */
  readonly running: boolean;
}

export interface Timeline {
  readonly bars: readonly Bar[];
  /** From the last request to the settled phase, or to now. */
  readonly totalMs: number;
  /** The phase that ended it; null while it is on its way. */
  readonly end: ContainerPhase | null;
}

/**
 * The way from the request to the settled phase. Time spent in a settled phase is not part of the way, so it has
 * no bar.
 * @param sinceReceiptMs milliseconds since the readiness came from the server, by this machine's own clock: the
 *   server's clock may be another
 */
export function timelineOf(readiness: Readiness, sinceReceiptMs: number): Timeline {
  const moving = containerPhaseWords[readiness.phase].moving;
  const extra = moving ? Math.max(0, sinceReceiptMs) : 0;
  let startMs = 0;
  const bars = readiness.phases.flatMap((entry, index): Bar[] => {
    const isLast = index === readiness.phases.length - 1;
    if (isLast && !moving) return [];
    // A phase that was settled once, as STOPPED before a restart, is no part of the way either.
    if (!isLast && !containerPhaseWords[entry.phase].moving) return [];
    const durationMs = Math.max(0, entry.durationMs) + (isLast ? extra : 0);
    const bar = { phase: entry.phase, startMs, durationMs, running: isLast };
    startMs += durationMs;
    return [bar];
  });
  return {
    bars,
    totalMs: Math.max(startMs, readiness.elapsedMs + extra),
    end: moving ? null : readiness.phase,
  };
}

/** Whether a clock has to run to show it. */
export function isMoving(readiness: Readiness): boolean {
  return containerPhaseWords[readiness.phase].moving;
}
