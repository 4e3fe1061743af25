import type { RequestContext } from '../../context/request-context.ts';
import type { Usage } from '../../graphql/generated/schema-types.ts';
import type { UserModel } from '../../identity/user-model.ts';

/** What the viewer's labs take of the quotas. Null for another user. */
export async function readUsage(
  user: UserModel,
  { viewer, services }: RequestContext,
): Promise<Usage | null> {
  if (user.id !== viewer?.id) return null;
  const { labs, labsPerUser, quotas } = services;
  const [owned, used] = await Promise.all([labs.countByOwner(user.id), quotas.used(user.id)]);
  const { containersPerUser, networksPerUser, memoryMbPerUser, containerMemoryMb } = quotas.settings;
  return {
    labs: { used: owned, limit: labsPerUser },
    containers: { used: used.containers, limit: containersPerUser },
    networks: { used: used.networks, limit: networksPerUser },
    memoryMb: { used: used.running * containerMemoryMb, limit: memoryMbPerUser },
  };
}
