import type { Apply } from '@pineapple/store';

export type ApplyModel = Omit<Apply, 'applyId' | 'labId' | 'expiresAt'> & {
  readonly id: string;
  readonly durationMs: number | null;
};

export function toApplyModel({ applyId, ...apply }: Apply): ApplyModel {
  const { requestedAt, finishedAt } = apply;
  const durationMs =
    finishedAt === null ? null : Math.max(0, Date.parse(finishedAt) - Date.parse(requestedAt));
  return { ...apply, id: applyId, durationMs };
}
