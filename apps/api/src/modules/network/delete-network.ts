import { ok, removeNetwork, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { editNetwork } from './edit-network.ts';

/** Removes a network that no container is attached to. */
export async function deleteNetwork(
  networkId: string,
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  const edited = await editNetwork(networkId, context, (lab, tools) =>
    removeNetwork(lab, { networkId }, tools),
  );
  return edited.ok ? ok(edited.value.snapshot) : edited;
}
