import { ownImagesPerUser, snapshotLimits } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Usage } from '../../graphql/generated/schema-types.ts';
import { usedBytes } from '../snapshot/save-snapshot.ts';
import type { UserModel } from '../../identity/user-model.ts';

/** What the viewer's labs take of the quotas. Null for another user. */
export async function readUsage(
  user: UserModel,
  { viewer, services }: RequestContext,
): Promise<Usage | null> {
  if (user.id !== viewer?.id) return null;
  const { labs, labsPerUser, quotas, images, snapshots } = services;
  const [owned, used, own, saved] = await Promise.all([
    labs.countByOwner(user.id),
    quotas.used(user.id),
    images.listByOwner(user.id),
    snapshots.listByOwner(user.id),
  ]);
  const { containersPerUser, networksPerUser, memoryMbPerUser } = quotas.settings;
  return {
    labs: { used: owned, limit: labsPerUser },
    containers: { used: used.containers, limit: containersPerUser },
    networks: { used: used.networks, limit: networksPerUser },
    images: { used: own.length, limit: ownImagesPerUser },
    snapshots: { used: saved.length, limit: snapshotLimits.perUser },
    snapshotMb: { used: inMb(usedBytes(saved)), limit: inMb(snapshotLimits.bytesPerUser) },
    memoryMb: { used: used.memoryMb, limit: memoryMbPerUser },
  };
}

const inMb = (bytes: number): number => Math.ceil(bytes / 1_048_576);
