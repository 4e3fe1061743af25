import {
  addContainer,
  type Attachment,
  type ContainerConfig,
  type Position,
  type Result,
} from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel } from '../../live-lab/lab-snapshot.ts';
import { findGivenFiles, type GivenFile } from '../file/given-files.ts';
import { editedContainer } from '../lab/edit-node.ts';

interface CreateContainer {
  readonly labId: string;
  readonly name: string;
  readonly image: string;
  readonly networks: readonly Attachment[];
  readonly position: Position | null;
  readonly config: (Omit<ContainerConfig, 'files'> & { readonly files: readonly GivenFile[] }) | null;
}

/** Adds a container to a lab. Its host starts it at once. */
export async function createContainer(
  { labId, config: given, ...container }: CreateContainer,
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  const files = await findGivenFiles(labId, given?.files ?? [], ['config', 'files'], context);
  if (!files.ok) return files;
  const config = given && { ...given, files: files.value };
  const edited = await context.services.editor.edit({
    labId,
    viewerId: requireViewer(context).id,
    needsHost: true,
    edit: (lab, tools) => addContainer(lab, { ...container, config }, tools),
  });
  return editedContainer(edited);
}
