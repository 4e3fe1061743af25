import type { RequestContext } from '../../context/request-context.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';

type Maybe<T> = T | null | Promise<T | null>;

/** The live view of a lab that is the viewer's. What one may not see does not exist. */
export function findLiveLab(labId: string, { services, viewer }: RequestContext): Maybe<LiveLab> {
  if (viewer === null) return null;
  const visible = (liveLab: LiveLab | null): LiveLab | null =>
    liveLab !== null && isVisible(liveLab.snapshot, viewer.id) ? liveLab : null;
  const open = services.liveLabs.peek(labId);
  return open !== null ? visible(open) : services.liveLabs.open(labId).then(visible);
}

/** The lab as it is now. Doesn't wait when it is in memory, as it is for whoever watches it. */
export function findLab(labId: string, context: RequestContext): Maybe<LabSnapshot> {
  return map(findLiveLab(labId, context), ({ snapshot }) => snapshot);
}

/** Goes on with what was found, at once where there is nothing to wait for. */
export function map<T, U>(found: Maybe<T>, next: (value: T) => U | null): Maybe<U> {
  if (found instanceof Promise) return found.then((value) => (value === null ? null : next(value)));
  return found === null ? null : next(found);
}

function isVisible({ desired }: LabSnapshot, viewerId: string): boolean {
  return desired.ownerId === viewerId && desired.deletedAt === null;
}
