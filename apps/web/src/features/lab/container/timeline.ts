import type { ContainerPhase } from '../../../generated/graphql.ts';
import { containerPhaseWords } from '../../../ui/phase/phase-words.ts';
import type { Readiness } from '../model/lab.ts';

/** One bar of the chart: a phase and its duration. */
interface Bar {
  readonly phase: ContainerPhase;
  readonly startMs: number;
  readonly durationMs: number;
  /** Whether the container is in this phase now. */
  readonly running: boolean;
}

export interface Timeline {
  /** The phases up to the current final phase; empty when it had none, as when a process exits by itself. */
  readonly bars: readonly Bar[];
  readonly totalMs: number;
  /** The final phase; null while the container is in transition. */
  readonly end: ContainerPhase | null;
}

const isTransition = (phase: ContainerPhase): boolean => containerPhaseWords[phase].moving;

/** Whether the timeline grows with time. */
export function isMoving(readiness: Readiness): boolean {
  return isTransition(readiness.phase);
}

/**
 * The last transition between final phases: from the request to READY, or from READY to STOPPED. Time spent in a final
 * phase has no bar.
 * @param sinceReceiptMs milliseconds since the readiness was received, by this machine's clock, because the server's
 *   clock may differ
 */
export function timelineOf(readiness: Readiness, sinceReceiptMs: number): Timeline {
  const moving = isMoving(readiness);
  const extra = moving ? Math.max(0, sinceReceiptMs) : 0;
  const passed = moving ? readiness.phases : readiness.phases.slice(0, -1);
  const lastFinal = passed.findLastIndex(({ phase }) => !isTransition(phase));
  let startMs = 0;
  const bars = passed.slice(lastFinal + 1).map((entry, index, entries): Bar => {
    const running = moving && index === entries.length - 1;
    const durationMs = Math.max(0, entry.durationMs) + (running ? extra : 0);
    const bar = { phase: entry.phase, startMs, durationMs, running };
    startMs += durationMs;
    return bar;
  });
  return {
    bars,
    totalMs: lastFinal < 0 ? Math.max(startMs, readiness.elapsedMs + extra) : startMs,
    end: moving ? null : readiness.phase,
  };
}
