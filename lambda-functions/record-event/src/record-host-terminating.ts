import { moveLabs } from '@pineapple/lab-lifecycle';
import type { HostTerminating } from './event.ts';
import { dropped, recorded, type Recorded, type RecordEventPorts } from './ports.ts';
import { publishHostChange } from './record-host.ts';

/**
 * Drains a host that Auto Scaling is about to terminate: no lab is placed on it any more, and its labs are recreated on
 * other hosts. Its lifecycle hook keeps it for that long.
 */
export async function recordHostTerminating(
  { EC2InstanceId: hostId }: HostTerminating,
  ports: RecordEventPorts,
): Promise<Recorded> {
  if (!(await ports.hosts.setCordoned(hostId, true)))
    return dropped(`The instance ${hostId} ends before it reported as a host.`);
  const moved = await moveLabs(ports.labMover, hostId);
  ports.log('info', 'drained a host that ends', { hostId, moved });
  await publishHostChange(hostId, ports);
  return recorded;
}
