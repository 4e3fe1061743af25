import { addNetwork, ok, type Position, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { NetworkModel } from '../../live-lab/network-model.ts';
import { networkAfter } from './network-after.ts';

interface CreateNetwork {
  readonly labId: string;
  readonly name: string;
  readonly ipv4Subnet: string | null;
  readonly internet: boolean;
  readonly position: Position | null;
}

/** Adds a network to a lab. */
export async function createNetwork(
  { labId, ...network }: CreateNetwork,
  context: RequestContext,
): Promise<Result<NetworkModel, Failure>> {
  const viewerId = requireViewer(context).id;
  const edited = await context.services.editor.edit({
    labId,
    viewerId,
    needsHost: true,
    edit: (lab, tools) => addNetwork(lab, network, tools),
  });
  return edited.ok ? ok(networkAfter(edited.value.snapshot, edited.value.network.id)) : edited;
}
