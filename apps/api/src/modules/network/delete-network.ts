import { ok, removeNetwork, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { editNode } from '../lab/edit-node.ts';

/** Removes a network that has no containers attached. */
export async function deleteNetwork(
  networkId: string,
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  const edited = await editNode('network', networkId, context, (lab, tools) =>
    removeNetwork(lab, { networkId }, tools),
  );
  return edited.ok ? ok(edited.value.snapshot) : edited;
}
