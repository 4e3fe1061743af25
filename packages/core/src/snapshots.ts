import { type EditError, invalid } from './edit-error.ts';
import { checkLabName } from './names/names.ts';
import { ok, type Result } from './result.ts';

export const snapshotLimits = {
  perUser: 10,
  /** What all snapshots of a user store: 1 GB of 1,048,576 bytes times 1,024. */
  bytesPerUser: 1_073_741_824,
  /** From the request to the last container's report. */
  minutes: 10,
  /** How long a container's programs may stand still while its files are read. */
  pauseSeconds: 60,
} as const;

export const snapshotStates = ['saving', 'ready', 'failed'] as const;
export type SnapshotState = (typeof snapshotStates)[number];

interface SnapshotProgress {
  readonly state: SnapshotState | 'deleted';
  /** Why there is nothing to restore; null if there is, or while it is saved. */
  readonly reason: string | null;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
}

/** Checks the name of a snapshot, by the rules of a lab's name. */
export function checkSnapshotName(text: string): Result<string, EditError> {
  const checked = checkLabName(text);
  if (checked.ok) return ok(checked.value);
  return invalid([{ path: ['name'], message: checked.error.replace("A lab's name", "A snapshot's name") }]);
}

/** Whether a host was silent for so long that the snapshot counts as failed. */
export function isOverdue({ state, createdAt }: SnapshotProgress, now: Date): boolean {
  return state === 'saving' && now.getTime() - Date.parse(createdAt) > snapshotLimits.minutes * 60_000;
}

export const overdueReason =
  'A host did not report what it saved in time. Look at the hosts of the lab, and save it again.';

/** The snapshot as of now. */
export function snapshotAt<T extends SnapshotProgress>(snapshot: T, now: Date): T {
  return isOverdue(snapshot, now) ? { ...snapshot, state: 'failed', reason: overdueReason } : snapshot;
}
