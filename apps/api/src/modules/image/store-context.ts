import { hash } from 'node:crypto';
import { ContextError, packContext, unpackContext, withoutIgnored } from '@pineapple/build-context';
import { fail, isSha256, ok, type OwnImageContext, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';

/** Sent, and not used by an image: the one that a user is about to build from, and one that a build left. */
const mostUnused = 2;

/**
 * Stores a build context of the viewer: checked, without what its .dockerignore leaves out, and packed so that the same
 * files have the same hash.
 */
export async function storeContext(
  archive: Uint8Array,
  context: RequestContext,
): Promise<Result<OwnImageContext, Failure>> {
  const viewer = requireViewer(context);
  const packed = await repack(archive);
  if (!packed.ok) return packed;
  const sha256 = hash('sha256', packed.value);
  const contexts = context.services.files.contexts();
  await removeUnused(viewer.id, mostUnused - 1, context);
  await contexts.put(viewer.id, sha256, packed.value);
  return ok({ sha256, bytes: packed.value.length });
}

async function repack(archive: Uint8Array): Promise<Result<Uint8Array, Failure>> {
  try {
    return ok(await packContext(withoutIgnored(await unpackContext(archive))));
  } catch (error) {
    if (!(error instanceof ContextError)) throw error;
    const issues = [{ path: ['context'], message: error.message }];
    return fail({ kind: 'validation', message: error.message, issues });
  }
}

/** A context that the viewer sent before; null if there is none of that hash. */
export async function findContext(sha256: string, context: RequestContext): Promise<OwnImageContext | null> {
  if (!isSha256(sha256)) return null;
  const bytes = await context.services.files.contexts().size(requireViewer(context).id, sha256);
  return bytes === null ? null : { sha256, bytes };
}

/** Removes contexts that no image of the viewer is built from, but for the newest. */
export async function removeUnused(
  ownerId: string,
  kept: number,
  { services }: RequestContext,
): Promise<void> {
  const contexts = services.files.contexts();
  const stored = await contexts.list(ownerId);
  const used = new Set((await services.images.listByOwner(ownerId)).map((image) => image.context?.sha256));
  const unused = stored
    .filter(({ sha256 }) => !used.has(sha256))
    .sort((one, other) => other.storedAt.getTime() - one.storedAt.getTime());
  for (const { sha256 } of unused.slice(kept)) await contexts.remove(ownerId, sha256);
}
