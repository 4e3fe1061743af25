import { fail, ok, ownImageAt, type Result } from '@pineapple/core';
import { askHost } from '@pineapple/host-link';
import type { StoredImage } from '@pineapple/store';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Services } from '../../context/services.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';

const hostTimeoutMs = 10_000;

/** Ends a build of the viewer. */
export async function cancelImageBuild(
  name: string,
  context: RequestContext,
): Promise<Result<StoredImage, Failure>> {
  const { services } = context;
  const stored = await services.images.get(requireViewer(context).id, name);
  if (stored === null) return fail(noSuch('image', name));
  const image = ownImageAt(stored, services.clock());
  if (image.state !== 'building')
    return fail({ kind: 'conflict', message: `The image '${name}' is not being built any more.` });
  const cancelled = { state: 'cancelled', reason: 'You cancelled it.' } as const;
  if (!(await endBuild(image, cancelled.reason, services)))
    return fail({ kind: 'conflict', message: `The build of '${name}' has just ended.` });
  return ok({ ...image, ...cancelled });
}

/** @returns false if it had ended already */
export async function endBuild(
  { ownerId, name, buildId, hostId }: StoredImage,
  reason: string,
  { images, publishImage, background, hostLinks }: Services,
): Promise<boolean> {
  if (!(await images.finish({ ownerId, name, buildId }, { state: 'cancelled', reason }))) return false;
  background.run('publish that an image changed', () => publishImage(ownerId, name));
  // A host that does not hear of it ends the build when its time is over, and its report is dropped.
  if (hostId !== null)
    background.run('cancel a build', async () => {
      const signal = AbortSignal.timeout(hostTimeoutMs);
      const lease = hostLinks.feeds(hostId);
      try {
        const request = { method: 'DELETE', path: `/builds/${buildId}`, labId: noLab } as const;
        await askHost(await lease.session(signal), request, signal);
      } finally {
        lease.release();
      }
    });
  return true;
}

/** Requests to hosts name their lab. A build is of none. */
export const noLab = 'none';
