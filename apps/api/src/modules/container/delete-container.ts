import { ok, removeContainer, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { editNode } from '../lab/edit-node.ts';

/** Removes a container and its files. */
export async function deleteContainer(
  containerId: string,
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  const edited = await editNode('container', containerId, context, (lab, tools) =>
    removeContainer(lab, { containerId }, tools),
  );
  return edited.ok ? ok(edited.value.snapshot) : edited;
}
