import type { ApplyStatus } from '../../../generated/graphql.ts';
import type { Tone } from '../../../ui/phase/phase-words.ts';

/** One step of the host's plan, as the agent reported it. */
interface Step {
  readonly action: string;
  readonly subject: string;
  readonly reason: string;
  readonly outcome: string;
  readonly error: string | null;
  readonly startedMs: number;
  readonly durationMs: number;
}

export interface Report {
  readonly status: string;
  readonly message: string;
  readonly durationMs: number;
  readonly steps: readonly Step[];
}

/** The agent's report in a command's output; null when the output is truncated or is no report. */
export function parseReport(output: string | null): Report | null {
  if (!output) return null;
  let json: unknown;
  try {
    json = JSON.parse(output);
  } catch {
    return null;
  }
  if (!isObject(json) || !Array.isArray(json['steps'])) return null;
  return {
    status: text(json['status']),
    message: text(json['message']),
    durationMs: number(json['durationMs']),
    steps: json['steps'].filter(isObject).map((step) => ({
      action: text(step['action']),
      subject: text(step['subject']),
      reason: text(step['reason']),
      outcome: text(step['outcome']),
      error: typeof step['error'] === 'string' ? step['error'] : null,
      startedMs: number(step['startedMs']),
      durationMs: number(step['durationMs']),
    })),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** The output, indented when it is JSON. */
export function formatOutput(output: string): string {
  try {
    return JSON.stringify(JSON.parse(output), null, 2);
  } catch {
    return output;
  }
}

export const applyStatusLabels: Readonly<
  Record<ApplyStatus, { label: string; tone: Tone; moving: boolean }>
> = {
  PENDING: { label: 'Pending', tone: 'gold', moving: true },
  SENT: { label: 'Sent', tone: 'gold', moving: true },
  IN_PROGRESS: { label: 'Running', tone: 'gold', moving: true },
  SUCCESS: { label: 'Done', tone: 'leaf', moving: false },
  FAILED: { label: 'Failed', tone: 'brick', moving: false },
  TIMED_OUT: { label: 'Timed out', tone: 'brick', moving: false },
  CANCELLED: { label: 'Cancelled', tone: 'clay', moving: false },
};
