import { ok, type Result, updateNetwork as update, type UpdateNetworkInput } from '@pineapple/core';
import type { RequestContext } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { editNetwork } from './edit-network.ts';
import { networkAfter } from './network-after.ts';
import type { NetworkModel } from '../../live-lab/network-model.ts';

/** Changes what was given of a network. */
export async function updateNetwork(
  networkId: string,
  changes: Omit<UpdateNetworkInput, 'networkId'>,
  context: RequestContext,
): Promise<Result<NetworkModel, Failure>> {
  const edited = await editNetwork(networkId, context, (lab, tools) =>
    update(lab, { networkId, ...changes }, tools),
  );
  return edited.ok ? ok(networkAfter(edited.value.snapshot, networkId)) : edited;
}
