import type { ApplyStatus } from '../../../generated/graphql.ts';
import type { Tone } from '../../../ui/phase/phase-words.ts';

/** One thing the host did, or tried to. */
export interface Step {
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

/** The report in what the command printed; null when it is something else, or was cut off. */
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

/** What is printed, indented when it is JSON. */
export function readable(output: string): string {
  try {
    return JSON.stringify(JSON.parse(output), null, 2);
  } catch {
    return output;
  }
}

export const applyStatusWords: Readonly<Record<ApplyStatus, { label: string; tone: Tone; moving: boolean }>> =
  {
    PENDING: { label: 'Waiting', tone: 'gold', moving: true },
    SENT: { label: 'Sent', tone: 'gold', moving: true },
    IN_PROGRESS: { label: 'At work', tone: 'gold', moving: true },
    SUCCESS: { label: 'Done', tone: 'leaf', moving: false },
    FAILED: { label: 'Failed', tone: 'brick', moving: false },
    TIMED_OUT: { label: 'Timed out', tone: 'brick', moving: false },
    CANCELLED: { label: 'Cancelled', tone: 'clay', moving: false },
  };
