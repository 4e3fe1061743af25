import { randomBytes } from 'node:crypto';
import {
  type CatalogueImage,
  type EditContext,
  type EditError,
  fail,
  type Lab,
  ok,
  type Result,
} from '@pineapple/core';
import {
  changeLab,
  changesOf,
  draftContents,
  type DraftRefusal,
  type LabDraft,
  type LabFileFormat,
  type LabFileNote,
  noteOfRefusal,
  type PlannedChange,
} from '@pineapple/lab-files';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { refuseTooLarge } from '../../lab-editor/host-command-size.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import { availableImages } from '../../live-lab/available-images.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { storeContent } from '../file/store-file.ts';
import { findLab } from './find-lab.ts';

/** Files that were read. */
interface LabSource {
  readonly draft: LabDraft;
  readonly format: LabFileFormat;
  /** The file that describes the lab. */
  readonly path: string;
}

interface LabTarget {
  readonly labId: string;
  /** The revision that the lab must have. Null or left out: any. */
  readonly revision?: number | null | undefined;
  readonly dryRun?: boolean | null | undefined;
}

interface ChangedLab {
  /** Null with dryRun, and if the files break a rule. */
  readonly lab: LabSnapshot | null;
  /** Null if the files break a rule. */
  readonly changes: readonly PlannedChange[] | null;
  readonly more: readonly LabFileNote[];
}

/** Makes a lab of the viewer match files, in one revision or not at all. What files can't change is a note. */
export async function changeLabTo(
  source: LabSource,
  { labId, revision = null, dryRun = false }: LabTarget,
  context: RequestContext,
): Promise<Result<ChangedLab, Failure>> {
  const viewerId = requireViewer(context).id;
  let refusal: DraftRefusal | null = null;
  const edit = (lab: Lab, tools: EditContext) => {
    refusal = null;
    const changed = changeLab(lab, source.draft, source.format, tools);
    if (changed.ok) return changed;
    refusal = changed.error;
    return fail(changed.error.error);
  };
  const found = await findLab(labId, context);
  if (found === null) return fail(noSuch('lab', labId));
  const more = spreadNotes(source, found.desired);
  if (dryRun === true) {
    if (revision !== null && revision !== found.revision) return fail(movedOn(found.revision, revision));
    const tried = tryEdit(found.desired, edit, await availableImages(context), context);
    if (tried.ok) {
      const overQuota = await context.services.quotas.foresee(found.desired, tried.value.lab);
      if (overQuota !== null) return fail(overQuota);
      return ok({ lab: null, changes: changesOf(tried.value.plan), more });
    }
    return outcomeOf(tried.error, refusal, source.path);
  }
  for (const content of draftContents(source.draft).values()) {
    const stored = await storeContent(labId, content, context);
    if (!stored.ok) return stored;
  }
  const edited = await context.services.editor.edit({ labId, viewerId, needsHost: true, revision, edit });
  if (edited.ok) return ok({ lab: edited.value.snapshot, changes: changesOf(edited.value.plan), more });
  return outcomeOf(edited.error, refusal, source.path);
}

function tryEdit<T extends { readonly lab: Lab }>(
  lab: Lab,
  edit: (lab: Lab, tools: EditContext) => Result<T, EditError>,
  images: readonly CatalogueImage[],
  { services }: RequestContext,
): Result<T, EditError> {
  const { labLimits, clock } = services;
  const edited = edit(lab, { now: clock().toISOString(), random: randomBytes, limits: labLimits, images });
  if (!edited.ok) return edited;
  const tooLarge = refuseTooLarge(lab, edited.value.lab, images);
  return tooLarge === null ? edited : fail(tooLarge);
}

/** A rule that the files break is a note, as for a new lab. */
function outcomeOf(error: Failure, refusal: DraftRefusal | null, path: string): Result<ChangedLab, Failure> {
  if (refusal === null || error.kind === 'quota') return fail(error);
  return ok({ lab: null, changes: null, more: [noteOfRefusal(refusal, path)] });
}

function movedOn(present: number, revision: number): EditError {
  const message = `The lab is at revision ${present}, and ${revision} was given: it was changed meanwhile. Look at the lab again.`;
  return { kind: 'conflict', message };
}

/** Whether a lab is spread is decided once, and only our own format says it. */
function spreadNotes({ draft, format, path }: LabSource, lab: Lab): readonly LabFileNote[] {
  if (format !== 'PINEAPPLE' || draft.spread === lab.spread) return [];
  const state = lab.spread ? 'spread' : 'not spread';
  const message = `The lab stays ${state} over several hosts. That is decided when a lab is made.`;
  return [{ severity: 'WARNING', path, line: null, message }];
}
