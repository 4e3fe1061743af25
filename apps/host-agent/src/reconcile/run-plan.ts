import type { ApplyStep } from '@pineapple/contracts';
import type { Plan, PlanStep } from '@pineapple/core';
import type { StepLimits } from './step-limits.ts';

/** How a step ended. */
export interface StepOutcome extends ApplyStep {
  readonly step: PlanStep;
  readonly cause: unknown;
}

export interface RunPlanOptions {
  readonly perform: (step: PlanStep) => Promise<void>;
  readonly limits: StepLimits;
  /** Once aborted, no further step begins. */
  readonly signal: AbortSignal;
  readonly clock?: () => number;
}

/**
 * Carries a plan out: each step as soon as those it waits for have ended well, as many at once as the limits
 * let in. What was begun goes before what was not, so that of many containers the first are soon ready. What a failed
 * step was needed for is skipped; everything else goes on.
 */
export async function runPlan(plan: Plan, options: RunPlanOptions): Promise<StepOutcome[]> {
  const clock = options.clock ?? (() => performance.now());
  const began = clock();
  const running = new Map<string, Promise<StepOutcome>>();
  const begun = new Set<string>();
  // A plan lists each step after those it waits for.
  for (const step of plan.steps) {
    const before = step.after.flatMap((id) => running.get(id) ?? []);
    const endsWhatWasBegun = begun.has(step.subject);
    begun.add(step.subject);
    running.set(
      step.id,
      runStep(step, { before, endsWhatWasBegun }, options, () => clock() - began),
    );
  }
  return Promise.all(running.values());
}

async function runStep(
  step: PlanStep,
  { before, endsWhatWasBegun }: { before: readonly Promise<StepOutcome>[]; endsWhatWasBegun: boolean },
  { perform, limits, signal }: RunPlanOptions,
  elapsed: () => number,
): Promise<StepOutcome> {
  const obstacle = (await Promise.all(before)).find(({ outcome }) => outcome !== 'done');
  if (obstacle) return end(step, 'skipped', elapsed(), elapsed(), `it waited for ${describe(obstacle.step)}`);
  const run = async (): Promise<StepOutcome> => {
    const started = elapsed();
    if (signal.aborted) return end(step, 'skipped', started, started, 'a newer revision of the lab arrived');
    try {
      await perform(step);
      return end(step, 'done', started, elapsed(), null);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      return end(step, 'failed', started, elapsed(), message, cause);
    }
  };
  return limits.run(step, endsWhatWasBegun, run);
}

function describe(step: PlanStep): string {
  return `${step.action} ${step.subject}`;
}

function end(
  step: PlanStep,
  outcome: ApplyStep['outcome'],
  startedMs: number,
  endedMs: number,
  error: string | null,
  cause: unknown = null,
): StepOutcome {
  const round = (value: number): number => Math.round(value * 10) / 10;
  const { action, subject, reason } = step;
  return {
    step,
    cause,
    action,
    subject: step.networkId === null ? subject : `${subject} ${step.networkId}`,
    reason,
    outcome,
    error,
    startedMs: round(startedMs),
    durationMs: round(endedMs - startedMs),
  };
}
