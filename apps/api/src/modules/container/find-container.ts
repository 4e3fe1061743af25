import { parseId } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { LabView } from '../../live-lab/lab-view.ts';
import { findView } from '../lab/find-lab.ts';

/** The live view of the lab that an existing container of the viewer's is in; null when there is none to see. */
export async function findContainerView(
  containerId: string,
  context: RequestContext,
): Promise<LabView | null> {
  const parsed = parseId(containerId);
  if (parsed?.kind !== 'container') return null;
  const view = await findView(parsed.labId, context);
  return view?.snapshot.container(containerId) ? view : null;
}
