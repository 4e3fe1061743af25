import type { ApplyStep } from '@pineapple/contracts';
import type { Plan, PlanStep } from '@pineapple/core';
import type { StepLimits } from './step-limits.ts';

/** The result of a step. */
export interface StepOutcome extends ApplyStep {
  readonly step: PlanStep;
  readonly cause: unknown;
}

interface RunPlanOptions {
  readonly perform: (step: PlanStep) => Promise<void>;
  readonly limits: StepLimits;
  /** Once aborted, no further step starts. */
  readonly signal: AbortSignal;
  readonly clock?: () => number;
}

/**
 * Runs a plan: each step starts once the steps it depends on have succeeded and the limits allow it. Steps of a subject
 * that was begun come first, so that the first of many containers are ready early. Steps that depend on a failed step
 * are skipped; all others run.
 */
export async function runPlan(plan: Pick<Plan, 'steps'>, options: RunPlanOptions): Promise<StepOutcome[]> {
  const clock = options.clock ?? (() => performance.now());
  const began = clock();
  const running = new Map<string, Promise<StepOutcome>>();
  const begun = new Set<string>();
  // A plan lists each step after its dependencies.
  for (const step of plan.steps) {
    const before = step.after.flatMap((id) => running.get(id) ?? []);
    const finishesBegunWork = begun.has(step.subject);
    begun.add(step.subject);
    running.set(
      step.id,
      runStep(step, { before, finishesBegunWork }, options, () => clock() - began),
    );
  }
  return Promise.all(running.values());
}

async function runStep(
  step: PlanStep,
  { before, finishesBegunWork }: { before: readonly Promise<StepOutcome>[]; finishesBegunWork: boolean },
  { perform, limits, signal }: RunPlanOptions,
  elapsed: () => number,
): Promise<StepOutcome> {
  const obstacle = (await Promise.all(before)).find(({ outcome }) => outcome !== 'done');
  if (obstacle) return end(step, 'skipped', elapsed(), elapsed(), `it depends on ${describe(obstacle.step)}`);
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
  return limits.run(step, finishesBegunWork, run);
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
