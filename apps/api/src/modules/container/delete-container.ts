import { ok, removeContainer, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { editContainer } from './edit-container.ts';

/** Removes a container and what was in it. */
export async function deleteContainer(
  containerId: string,
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  const edited = await editContainer(containerId, context, (lab, tools) =>
    removeContainer(lab, { containerId }, tools),
  );
  return edited.ok ? ok(edited.value.snapshot) : edited;
}
