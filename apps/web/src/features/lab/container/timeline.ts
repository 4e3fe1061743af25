import type { ContainerPhase } from '../../../generated/graphql.ts';
import { containerPhaseWords } from '../../../ui/phase/phase-words.ts';
import type { Readiness } from '../model/lab.ts';

/** One bar of the chart: a phase that the container was in on its way. */
export interface Bar {
  readonly phase: ContainerPhase;
  readonly startMs: number;
  readonly durationMs: number;
  /** Whether it is in this phase now and on its way to the next. */
  readonly running: boolean;
}

export interface Timeline {
  /** The way to where it is; empty when it got there without one, as a process that ended by itself. */
  readonly bars: readonly Bar[];
  readonly totalMs: number;
  /** The phase that ended it; null while it is on its way. */
  readonly end: ContainerPhase | null;
}

const isOnTheWay = (phase: ContainerPhase): boolean => containerPhaseWords[phase].moving;

/** Whether a clock has to run to show it. */
export function isMoving(readiness: Readiness): boolean {
  return isOnTheWay(readiness.phase);
}

/**
 * The last way from rest to rest: from the request to READY, or from there to STOPPED. Hours spent in READY are
 * no part of any way, so they have no bar.
 * @param sinceReceiptMs milliseconds since the readiness came from the server, by this machine's own clock: the
 *   server's clock may be another
 */
export function timelineOf(readiness: Readiness, sinceReceiptMs: number): Timeline {
  const moving = isMoving(readiness);
  const extra = moving ? Math.max(0, sinceReceiptMs) : 0;
  const passed = moving ? readiness.phases : readiness.phases.slice(0, -1);
  const lastRest = passed.findLastIndex(({ phase }) => !isOnTheWay(phase));
  let startMs = 0;
  const bars = passed.slice(lastRest + 1).map((entry, index, way): Bar => {
    const running = moving && index === way.length - 1;
    const durationMs = Math.max(0, entry.durationMs) + (running ? extra : 0);
    const bar = { phase: entry.phase, startMs, durationMs, running };
    startMs += durationMs;
    return bar;
  });
  return {
    bars,
    totalMs: lastRest < 0 ? Math.max(startMs, readiness.elapsedMs + extra) : startMs,
    end: moving ? null : readiness.phase,
  };
}
