import { parseId } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import { findLiveLab } from '../lab/find-lab.ts';

/** The live lab of a container. Null when the container does not exist or the viewer may not see it. */
export async function findLabOfContainer(
  containerId: string,
  context: RequestContext,
): Promise<LiveLab | null> {
  const parsed = parseId(containerId);
  if (parsed?.kind !== 'container') return null;
  const liveLab = await findLiveLab(parsed.labId, context);
  return liveLab?.snapshot.container(containerId) ? liveLab : null;
}
