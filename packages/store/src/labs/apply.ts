import type { DeepReadonly } from '@pineapple/core';
import { ulid } from 'ulid';
import { z } from 'zod';

/** The states of an apply. The last four are final. */
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

/** The record of one command that applies a lab to a host. */
export const applyRow = z.object({
  /** A ULID, so that ids sort by time. */
  applyId: z.ulid(),
  labId: z.string(),
  revision: z.int().positive(),
  hostId: z.string().nullable(),
  /** Systems Manager's id; null until the command was sent. Absent in the row then, because an index reads it. */
  commandId: z.string().nullable().default(null),
  status: z.enum(applyStatuses),
  output: z.string().nullable(),
  errorOutput: z.string().nullable(),
  /** RFC 3339, UTC, as are the next two. */
  requestedAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  /** Epoch seconds after which the record is dropped. */
  expiresAt: z.int(),
});

export type Apply = DeepReadonly<z.infer<typeof applyRow>>;

/** The statuses from which a status can be reached: earlier ones and itself. A final status never changes. */
export function statusesBefore(status: ApplyStatus): readonly ApplyStatus[] {
  const underWay: readonly ApplyStatus[] = ['PENDING', 'SENT', 'IN_PROGRESS'];
  const place = underWay.indexOf(status);
  return place === -1 ? [...underWay, status] : underWay.slice(0, place + 1);
}

/** A new id for an apply that is requested now. */
export function newApplyId(now: Date = new Date()): string {
  return ulid(now.getTime());
}
