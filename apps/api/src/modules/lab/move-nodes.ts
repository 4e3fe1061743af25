import { moveNodes as move, type NodeMove, ok, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';

interface MoveNodes {
  readonly labId: string;
  readonly moves: readonly NodeMove[];
}

/** Moves networks and containers on the canvas. */
export async function moveNodes(
  { labId, moves }: MoveNodes,
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  const viewerId = requireViewer(context).id;
  const edited = await context.services.editor.edit({
    labId,
    viewerId,
    needsHost: false,
    edit: (lab, tools) => move(lab, { moves }, tools),
  });
  return edited.ok ? ok(edited.value.snapshot) : edited;
}
