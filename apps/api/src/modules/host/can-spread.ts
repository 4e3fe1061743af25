import type { Services } from '../../context/services.ts';
import { hostCondition } from '../../live-hosts/host-model.ts';

/** Whether two or more hosts can run parts of a lab now. */
export async function canSpread({ hosts, clock }: Pick<Services, 'hosts' | 'clock'>): Promise<boolean> {
  const now = clock();
  const able = (await hosts.list()).filter(
    (host) => host.underlayAddress !== null && hostCondition(host, now).state === 'READY',
  );
  return able.length > 1;
}
