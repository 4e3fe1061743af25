import {
  copyNodes as copy,
  fail,
  type Lab,
  ok,
  parseId,
  type Position,
  type Result,
  storedContents,
} from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { copyContents, refuseContent } from '../file/store-file.ts';
import { findLab } from './find-lab.ts';

interface CopyNodes {
  readonly labId: string;
  readonly nodeIds: readonly string[];
  readonly offset: Position;
}

interface CopiedNodes {
  readonly lab: LabSnapshot;
  readonly nodeIds: string[];
}

/** Copies nodes of a lab of the viewer into the same lab or another one. */
export async function copyNodes(
  { labId, nodeIds, offset }: CopyNodes,
  context: RequestContext,
): Promise<Result<CopiedNodes, Failure>> {
  const viewerId = requireViewer(context).id;
  const [first] = nodeIds;
  let source: Lab | null = null;
  if (first !== undefined) {
    const parsed = parseId(first);
    const node = parsed !== null && 'labId' in parsed ? parsed : null;
    const found = node && (await findLab(node.labId, context));
    if (found === null) return fail(noSuch(node?.kind ?? 'container', first));
    source = found.desired;
  }
  if (source !== null && source.id !== labId) await copyStored(source, { labId, nodeIds }, context);
  const edited = await context.services.editor.edit({
    labId,
    viewerId,
    needsHost: true,
    edit: (lab, tools) =>
      copy(lab, { source: source === null || source.id === lab.id ? lab : source, nodeIds, offset }, tools),
  });
  if (!edited.ok) return edited;
  const { snapshot, copies } = edited.value;
  return ok({ lab: snapshot, nodeIds: [...copies.values()] });
}

/** Has the other lab store what the copied files refer to, if it has room for that. */
async function copyStored(
  source: Lab,
  { labId, nodeIds }: Pick<CopyNodes, 'labId' | 'nodeIds'>,
  context: RequestContext,
): Promise<void> {
  const contents = storedContents(source.containers.filter(({ id }) => nodeIds.includes(id)));
  const bytes = contents.reduce((sum, each) => sum + each.bytes, 0);
  // A refusal is the edit's.
  if (bytes === 0 || (await refuseContent(labId, bytes, context)) !== null) return;
  await copyContents(source.id, labId, contents, context);
}
