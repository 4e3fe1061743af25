import type { ApplyReport } from '@pineapple/contracts';
import type { StepOutcome } from './run-plan.ts';

/** A report without steps. */
export function shortReport(
  labId: string,
  revision: number,
  status: ApplyReport['status'],
  message: string,
): ApplyReport {
  return { labId, revision, status, message, steps: [], durationMs: 0 };
}

/** The report of a plan that was run, with or without failures. */
export function fullReport(
  labId: string,
  revision: number,
  outcomes: readonly StepOutcome[],
  given: { readonly durationMs: number; readonly superseded: boolean },
): ApplyReport {
  const failed = outcomes.filter(({ outcome }) => outcome === 'failed');
  const status = given.superseded ? 'superseded' : failed.length > 0 ? 'failed' : 'applied';
  const durationMs = Math.round(given.durationMs * 10) / 10;
  return {
    labId,
    revision,
    status,
    message: describe(status, outcomes, failed),
    steps: outcomes.map(({ action, subject, reason, outcome, error, startedMs, durationMs: took }) => {
      return { action, subject, reason, outcome, error, startedMs, durationMs: took };
    }),
    durationMs,
  };
}

function describe(
  status: ApplyReport['status'],
  outcomes: readonly StepOutcome[],
  failed: readonly StepOutcome[],
): string {
  const done = outcomes.filter(({ outcome }) => outcome === 'done').length;
  if (status === 'superseded')
    return `Superseded by a newer revision of the lab after ${done} of ${outcomes.length} steps`;
  if (outcomes.length === 0) return 'The host already matches the lab';
  if (failed.length === 0) return `${done} ${done === 1 ? 'step' : 'steps'} done`;
  const first = failed
    .slice(0, 3)
    .map(({ action, subject, error }) => `${action} ${subject}: ${error ?? 'unknown'}`);
  const more = failed.length > 3 ? [`and ${failed.length - 3} more`] : [];
  return `${failed.length} of ${outcomes.length} steps failed: ${[...first, ...more].join('; ')}`;
}
