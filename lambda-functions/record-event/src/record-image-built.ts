import type { ImageBuilt } from '@pineapple/contracts';
import { dropped, recorded, type Recorded, type RecordEventPorts } from './ports.ts';

/** Records the end of a build, if it is the present one of its image, from the host that was asked. */
export async function recordImageBuilt(built: ImageBuilt, ports: RecordEventPorts): Promise<Recorded> {
  const { ownerId, name, buildId, hostId, outcome: state, reason, pinned } = built;
  const image = await ports.images.get(ownerId, name);
  if (image?.buildId !== buildId || image.hostId !== hostId)
    return dropped(`Host ${hostId} was not asked for build ${buildId}, or it is no longer wanted.`);
  if (!(await ports.images.finish({ ownerId, name, buildId }, { state, reason, pinned })))
    return dropped(`Build ${buildId} had ended already.`);
  await ports.publishImage(ownerId, name);
  return recorded;
}
