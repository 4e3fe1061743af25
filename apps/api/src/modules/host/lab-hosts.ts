import type { Services } from '../../context/services.ts';
import { hostCondition } from '../../live-hosts/host-model.ts';

/** The hosts of a lab, read from the store: a placement does not change the revision, so a live lab may lag. */
export async function findLabHosts(
  labId: string,
  { labs }: Pick<Services, 'labs'>,
): Promise<readonly string[]> {
  const lab = await labs.get(labId);
  return lab === null ? [] : lab.placement.hosts;
}

/** Whether two or more hosts can run parts of a lab now. */
export async function canSpread({ hosts, clock }: Pick<Services, 'hosts' | 'clock'>): Promise<boolean> {
  const now = clock();
  const able = (await hosts.list()).filter(
    (host) => host.underlayAddress !== null && hostCondition(host, now).state === 'READY',
  );
  return able.length > 1;
}
