import { addNetwork, type Position, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { NetworkModel } from '../../live-lab/lab-snapshot.ts';
import { editedNetwork } from '../lab/edit-node.ts';

export interface CreateNetwork {
  readonly labId: string;
  readonly name: string;
  /** Null: the next free subnet, unless there is an IPv6 subnet or the network is plain. */
  readonly ipv4Subnet: string | null;
  readonly ipv6Subnet: string | null;
  /** Whether it has no subnets. */
  readonly plain: boolean;
  /** In bytes. */
  readonly mtu: number;
  readonly internet: boolean;
  readonly position: Position | null;
  /** Containers to attach to it. */
  readonly containerIds: readonly string[];
}

/** Adds a network to a lab. */
export async function createNetwork(
  { labId, ...network }: CreateNetwork,
  context: RequestContext,
): Promise<Result<NetworkModel, Failure>> {
  const edited = await context.services.editor.edit({
    labId,
    viewerId: requireViewer(context).id,
    needsHost: true,
    edit: (lab, tools) => addNetwork(lab, network, tools),
  });
  return editedNetwork(edited);
}
