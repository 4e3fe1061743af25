import type { Services } from '../../context/services.ts';
import { hostCondition } from '../../live-hosts/host-model.ts';

/** Whether more than one host takes labs now and can have part of one. */
export async function canSpread({ hosts, clock }: Pick<Services, 'hosts' | 'clock'>): Promise<boolean> {
  const now = clock();
  const able = (await hosts.list()).filter(
    (host) => host.underlayAddress !== null && hostCondition(host, now).state === 'READY',
  );
  return able.length > 1;
}
