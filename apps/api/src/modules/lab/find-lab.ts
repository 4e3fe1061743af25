import type { RequestContext } from '../../context/request-context.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';

type Maybe<T> = T | null | Promise<T | null>;

/** The live lab, if it is the viewer's. What the viewer may not see does not exist. */
export function findLiveLab(labId: string, { services, viewer }: RequestContext): Maybe<LiveLab> {
  if (viewer === null) return null;
  const visible = (liveLab: LiveLab | null): LiveLab | null =>
    liveLab !== null && isVisible(liveLab.snapshot, viewer.id) ? liveLab : null;
  const open = services.liveLabs.peek(labId);
  return open !== null ? visible(open) : services.liveLabs.open(labId).then(visible);
}

/** The current state of a lab. Synchronous when the lab is in memory. */
export function findLab(labId: string, context: RequestContext): Maybe<LabSnapshot> {
  return map(findLiveLab(labId, context), ({ snapshot }) => snapshot);
}

/** Applies `next` to a found value, synchronously if possible. */
export function map<T, U>(found: Maybe<T>, next: (value: T) => U | null): Maybe<U> {
  if (found instanceof Promise) return found.then((value) => (value === null ? null : next(value)));
  return found === null ? null : next(found);
}

function isVisible({ desired }: LabSnapshot, viewerId: string): boolean {
  return desired.ownerId === viewerId && desired.deletedAt === null;
}
