import { type Result, updateNetwork as update, type UpdateNetworkInput } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { NetworkModel } from '../../live-lab/lab-snapshot.ts';
import { editedNetwork, editNode } from '../lab/edit-node.ts';

/** Changes the given properties of a network. */
export async function updateNetwork(
  networkId: string,
  changes: Omit<UpdateNetworkInput, 'networkId'>,
  context: RequestContext,
): Promise<Result<NetworkModel, Failure>> {
  const edited = await editNode('network', networkId, context, (lab, tools) =>
    update(lab, { networkId, ...changes }, tools),
  );
  return editedNetwork(edited);
}
