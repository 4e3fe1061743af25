import { ulid } from 'ulid';
import { z } from 'zod';

/** How far an apply has come. The last four are ends. */
export const applyStatuses = [
  'PENDING',
  'SENT',
  'IN_PROGRESS',
  'SUCCESS',
  'FAILED',
  'TIMED_OUT',
  'CANCELLED',
] as const;
export type ApplyStatus = (typeof applyStatuses)[number];

/** The record of one command that was to bring a host in line with a lab. */
export interface Apply {
  /** A ULID, so that ids sort by time. */
  readonly applyId: string;
  readonly labId: string;
  readonly revision: number;
  readonly hostId: string | null;
  /** The id at Systems Manager; null until it was sent. */
  readonly commandId: string | null;
  readonly status: ApplyStatus;
  readonly output: string | null;
  readonly errorOutput: string | null;
  /** RFC 3339, as the next two. */
  readonly requestedAt: string;
  readonly sentAt: string | null;
  readonly finishedAt: string | null;
  /** Epoch seconds after which the record is dropped. */
  readonly expiresAt: number;
}

const moment = z.iso.datetime();

export const applyRow: z.ZodType<Apply> = z.object({
  applyId: z.ulid(),
  labId: z.string(),
  revision: z.int().positive(),
  hostId: z.string().nullable(),
  // Absent rather than null in the row, because an index is made of it.
  commandId: z.string().nullable().default(null),
  status: z.enum(applyStatuses),
  output: z.string().nullable(),
  errorOutput: z.string().nullable(),
  requestedAt: moment,
  sentAt: moment.nullable(),
  finishedAt: moment.nullable(),
  expiresAt: z.int(),
});

/** From which statuses each may be reached: forward or itself, and from an end nowhere else. */
export function statusesBefore(status: ApplyStatus): readonly ApplyStatus[] {
  const underWay: readonly ApplyStatus[] = ['PENDING', 'SENT', 'IN_PROGRESS'];
  const place = underWay.indexOf(status);
  return place === -1 ? [...underWay, status] : underWay.slice(0, place + 1);
}

/** A new id for an apply that is asked for now. */
export function newApplyId(now: Date = new Date()): string {
  return ulid(now.getTime());
}
