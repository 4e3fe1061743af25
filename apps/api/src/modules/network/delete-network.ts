import { fail, ok, parseId, removeNetwork, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';

/** Removes a network that no container is attached to. */
export async function deleteNetwork(
  networkId: string,
  context: RequestContext,
): Promise<Result<string, Failure>> {
  const viewerId = requireViewer(context).id;
  const parsed = parseId(networkId);
  if (parsed?.kind !== 'network') return fail(noSuchNetwork(networkId));
  const edited = await context.services.editor.edit({
    labId: parsed.labId,
    viewerId,
    needsHost: true,
    edit: (lab, tools) => removeNetwork(lab, { networkId }, tools),
  });
  if (edited.ok) return ok(networkId);
  // That its lab is not to be seen is nothing the caller has asked about.
  return edited.error.kind === 'not-found' ? fail(noSuchNetwork(networkId)) : edited;
}

function noSuchNetwork(networkId: string): Failure {
  return { kind: 'not-found', message: `There is no network '${networkId.slice(0, 60)}'.` };
}
