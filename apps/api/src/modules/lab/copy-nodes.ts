import { copyNodes as copy, fail, type Lab, ok, parseId, type Position, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
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
    const isNode = parsed?.kind === 'network' || parsed?.kind === 'container';
    const found = isNode ? await findLab(parsed.labId, context) : null;
    if (found === null) return fail(noSuch(parsed?.kind === 'network' ? 'network' : 'container', first));
    source = found.desired;
  }
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
