import type { RequestContext } from '../../context/request-context.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import type { LabView } from '../../live-lab/lab-view.ts';

type Maybe<T> = T | null | Promise<T | null>;

/** The live view of a lab that is the viewer's. What one may not see does not exist. */
export function findView(labId: string, { services, viewer }: RequestContext): Maybe<LabView> {
  if (viewer === null) return null;
  const visible = (view: LabView | null): LabView | null =>
    view !== null && isVisible(view.snapshot, viewer.id) ? view : null;
  const open = services.views.peek(labId);
  return open !== null ? visible(open) : services.views.open(labId).then(visible);
}

/** The lab as it is now. Doesn't wait when it is in memory, as it is for whoever watches it. */
export function findLab(labId: string, context: RequestContext): Maybe<LabSnapshot> {
  return map(findView(labId, context), ({ snapshot }) => snapshot);
}

/** Goes on with what was found, at once where there is nothing to wait for. */
export function map<T, U>(found: Maybe<T>, next: (value: T) => U | null): Maybe<U> {
  if (found instanceof Promise) return found.then((value) => (value === null ? null : next(value)));
  return found === null ? null : next(found);
}

function isVisible({ desired }: LabSnapshot, viewerId: string): boolean {
  return desired.ownerId === viewerId && desired.deletedAt === null;
}
