import type { LabHost } from '../../graphql/generated/schema-types.ts';
import type { Services } from '../../services.ts';
import { toLabHost } from './host-model.ts';

/** The host that a lab is on; null while it is on none. Asked of the store: being placed is no revision of a lab. */
export async function findLabHost(
  labId: string,
  { labs, hosts, clock }: Pick<Services, 'labs' | 'hosts' | 'clock'>,
): Promise<LabHost | null> {
  const hostId = (await labs.get(labId))?.hostId ?? null;
  return hostId === null ? null : toLabHost(hostId, await hosts.get(hostId), clock());
}
