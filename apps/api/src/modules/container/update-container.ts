import { fail, updateContainer as update, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { GatewayChoice } from '../../graphql/generated/schema-types.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel } from '../../live-lab/lab-snapshot.ts';
import { editedContainer, editNode } from '../lab/edit-node.ts';

interface UpdateContainer {
  readonly containerId: string;
  readonly gatewayChoice?: GatewayChoice | null | undefined;
  readonly defaultGateway?: string | null | undefined;
}

/** Changes the given properties of a container. */
export async function updateContainer(
  { containerId, gatewayChoice, defaultGateway }: UpdateContainer,
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  const choice = gatewayChoice ?? (defaultGateway ? 'MANUAL' : null);
  if (choice === 'MANUAL' && !defaultGateway) {
    const message =
      "The choice is MANUAL, and no address was given. Give a router's address such as 10.0.1.1.";
    return fail({ kind: 'validation', message, issues: [{ path: ['defaultGateway'], message }] });
  }
  return editedContainer(
    await editNode('container', containerId, context, (lab, tools) =>
      update(lab, { containerId, ...gatewayOf(choice, defaultGateway ?? '') }, tools),
    ),
  );
}

function gatewayOf(choice: GatewayChoice | null, address: string): { readonly gateway?: string } {
  if (choice === null) return {};
  return { gateway: choice === 'MANUAL' ? address : choice === 'NONE' ? 'none' : 'automatic' };
}
