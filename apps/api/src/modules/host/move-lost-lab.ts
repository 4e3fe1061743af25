import { fail, ok, type Result } from '@pineapple/core';
import { moveLab } from '@pineapple/lab-records';
import { type RequestContext, requireViewer } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../realtime/lab-snapshot.ts';
import { noSuchLab } from '../lab/edit-batch.ts';
import { findView } from '../lab/find-lab.ts';
import { findLabHost } from './find-lab-host.ts';

/** Has a lab of a lost host made anew on another, as its owner asks. */
export async function moveLostLab(
  labId: string,
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  requireViewer(context);
  const { services } = context;
  const view = await findView(labId, context);
  if (view === null) return fail(noSuchLab(labId));
  const host = await findLabHost(labId, services);
  if (host?.state !== 'LOST') {
    const where = host === null ? 'is being placed on a host' : 'is on a host that answers';
    const message = `The lab ${where}, so there is no need to make it anew. Nothing was changed.`;
    return fail({ kind: 'conflict', message });
  }
  const moved = await moveLab(services.labMover, labId, host.id);
  if (moved) view.saved(moved);
  services.background.run('telling of a changed host', () => services.publishHost(host.id));
  return ok(view.snapshot);
}
