import { ok, redoEdit, type Result, undoEdit } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';

interface Retrace {
  readonly labId: string;
  /** The expected step. Null or left out: the next one. */
  readonly stepId?: string | null | undefined;
}

type Retraced = Promise<Result<{ readonly lab: LabSnapshot; readonly label: string }, Failure>>;

/** Undoes the last edit of a lab. */
export function undo(input: Retrace, context: RequestContext): Retraced {
  return retrace(input, context, undoEdit);
}

/** Redoes the edit that was undone last. */
export function redo(input: Retrace, context: RequestContext): Retraced {
  return retrace(input, context, redoEdit);
}

async function retrace(
  { labId, stepId = null }: Retrace,
  context: RequestContext,
  edit: typeof undoEdit,
): Retraced {
  const viewerId = requireViewer(context).id;
  const edited = await context.services.editor.edit({
    labId,
    viewerId,
    needsHost: true,
    edit: (lab, tools) => edit(lab, { stepId }, tools),
  });
  if (!edited.ok) return edited;
  return ok({ lab: edited.value.snapshot, label: edited.value.step.label });
}
