import { hash, randomBytes } from 'node:crypto';
import {
  checkSnapshotName,
  fail,
  type Lab,
  mostContentBytes,
  newSnapshotId,
  ok,
  type Result,
  snapshotAt,
  snapshotLimits,
} from '@pineapple/core';
import { bytesOfSnapshot, type StoredSnapshot } from '@pineapple/store';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import { exportLab } from '../lab/export-lab.ts';
import { findLab } from '../lab/find-lab.ts';
import { type ContainerSize, measureContents } from './measure-contents.ts';

interface SaveSnapshot {
  readonly labId: string;
  readonly name: string;
}

/** Has the hosts of a lab save what its containers hold, beside the lab itself. */
export async function saveSnapshot(
  { labId, name: asked }: SaveSnapshot,
  context: RequestContext,
): Promise<Result<StoredSnapshot, Failure>> {
  const viewer = requireViewer(context);
  const { snapshots, files, clock } = context.services;
  const found = await findLab(labId, context);
  if (found === null) return fail(noSuch('lab', labId));
  const name = checkSnapshotName(asked);
  if (!name.ok) return name;
  const now = clock();
  const own = (await snapshots.listByOwner(viewer.id)).map((each) => snapshotAt(each, now));
  const refusal = refuse(own, name.value);
  if (refusal !== null) return fail(refusal);
  const sizes = await measureContents(found.desired, context);
  if (!sizes.ok) return sizes;
  const tooLarge = refuseTooMuch(sizes.value);
  if (tooLarge !== null) return fail(tooLarge);
  const [file] = (await exportLab(found, 'PINEAPPLE', context)).files;
  if (!file) throw new Error(`Lab ${labId} was exported as no file`);
  const yaml = Buffer.from(file.contentBase64, 'base64');
  const lab = { sha256: hash('sha256', yaml), bytes: yaml.length };
  const snapshot: StoredSnapshot = {
    ...{
      ownerId: viewer.id,
      id: newSnapshotId(randomBytes),
      name: name.value,
      labId,
      labName: found.desired.name,
    },
    ...{ state: found.desired.containers.length === 0 ? 'ready' : 'saving', reason: null },
    ...{ createdAt: now.toISOString(), lab, containers: containersOf(found.desired), saved: {} },
  };
  await snapshots.create(snapshot);
  await files.putOnce(viewer.id, lab.sha256, yaml);
  return snapshot.state === 'ready' ? ok(snapshot) : send(snapshot, context);
}

/** Why a user may not have one more snapshot of that name; null if they may. */
export function refuse(own: readonly StoredSnapshot[], name: string): Failure | null {
  const saving = own.find(({ state }) => state === 'saving');
  if (saving)
    return {
      kind: 'conflict',
      message: `Your snapshot '${saving.name}' is being saved. Wait for it, or delete it.`,
    };
  if (own.some((each) => each.name === name))
    return {
      kind: 'conflict',
      message: `You have a snapshot '${name}'. Choose another name, or delete it first.`,
    };
  const { perUser, bytesPerUser } = snapshotLimits;
  if (own.length >= perUser) {
    const message = `You have ${own.length} snapshots; the limit is ${perUser}. Delete one to make room.`;
    return { kind: 'quota', message, limit: perUser, used: own.length };
  }
  const used = usedBytes(own);
  if (used < bytesPerUser) return null;
  const message = `Your snapshots have ${inMb(used)} MB; the limit is ${inMb(bytesPerUser)} MB. Delete one to make room.`;
  return { kind: 'quota', message, limit: bytesPerUser, used };
}

/** What snapshots take of their owner's quota. */
export function usedBytes(own: readonly StoredSnapshot[]): number {
  return own.filter(({ state }) => state === 'ready').reduce((sum, each) => sum + bytesOfSnapshot(each), 0);
}

function refuseTooMuch(sizes: readonly ContainerSize[]): Failure | null {
  const large = sizes.find(({ bytes }) => bytes > mostContentBytes);
  if (!large) return null;
  const message = `The programs of '${large.name}' changed ${inMb(large.bytes)} MB, and ${inMb(mostContentBytes)} MB of a container can be saved. Delete files that you don't need.`;
  return { kind: 'quota', message, limit: inMb(mostContentBytes), used: inMb(large.bytes) };
}

function containersOf({ containers }: Lab): StoredSnapshot['containers'] {
  return containers.map(({ id, name, power }) => ({ id, name, power, hostId: null }));
}

/** Without its hosts there is no snapshot. */
async function send(
  snapshot: StoredSnapshot,
  { services }: RequestContext,
): Promise<Result<StoredSnapshot, Failure>> {
  const { ownerId, id: snapshotId } = snapshot;
  const { snapshots, sendSave, logger } = services;
  const sent = await sendSave({ saveSnapshot: { ownerId, snapshotId } }).catch((error: unknown) => {
    logger.error({ err: error, snapshotId }, 'could not have a lab saved');
    return { outcome: 'not-sent' as const, reason: 'The request could not be sent to the hosts. Try again.' };
  });
  if (sent.outcome === 'sent') return ok((await snapshots.get(ownerId, snapshotId)) ?? snapshot);
  await snapshots.discard(snapshot);
  return fail({ kind: 'host', message: sent.reason });
}

const inMb = (bytes: number): number => Math.ceil(bytes / 1_048_576);
