import { randomBytes } from 'node:crypto';
import { fail, type Lab, ok, type Result } from '@pineapple/core';
import {
  type LabDraft,
  type LabFile,
  type LabFileFormat,
  labFileLimits,
  type LabFileNote,
  labFromDraft,
  noteOfRefusal,
  readLabFiles,
} from '@pineapple/lab-files';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { refuseTooLarge } from '../../lab-editor/host-command-size.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { refuseOneMoreLab, storeNewLab } from './store-new-lab.ts';

interface ImportLab {
  /** Null or left out: the name in the files. */
  readonly name?: string | null | undefined;
  /** Null or left out: recognised. */
  readonly format?: LabFileFormat | null | undefined;
  readonly files: readonly { readonly path: string; readonly contentBase64: string }[];
  readonly dryRun?: boolean | null | undefined;
}

interface ImportedLab {
  /** Null if nothing was made. */
  readonly lab: LabSnapshot | null;
  readonly notes: readonly LabFileNote[];
  readonly networkCount: number;
  readonly containerCount: number;
  /** Null if no lab can be made. */
  readonly preview: LabDraft | null;
}

/** Makes a lab of files, as a whole or not at all. */
export async function importLab(
  { name = null, format = null, files, dryRun = false }: ImportLab,
  context: RequestContext,
): Promise<Result<ImportedLab, Failure>> {
  const viewer = requireViewer(context);
  const decoded = decodeFiles(files);
  if (!decoded.ok) return decoded;
  const { draft, notes, main } = readLabFiles(decoded.value, format);
  const counts = { networkCount: draft?.networks.length ?? 0, containerCount: draft?.nodes.length ?? 0 };
  const nothing = { lab: null, ...counts, preview: null };
  if (draft === null) return ok({ ...nothing, notes });
  const made = makeLab(draft, { name, ownerId: viewer.id, path: main ?? '.' }, context);
  if (!made.ok) {
    if (made.error.failure !== null) return fail(made.error.failure);
    return ok({ ...nothing, notes: [...notes, made.error.note] });
  }
  const readable = { ...counts, notes, preview: draft };
  if (dryRun === true) {
    const tooMany = await refuseOneMoreLab(viewer.id, context);
    return tooMany === null ? ok({ ...readable, lab: null }) : fail(tooMany);
  }
  const stored = await storeNewLab(made.value, context);
  if (stored.ok) return ok({ ...readable, lab: stored.value });
  return fail(stored.error.kind === 'conflict' ? wrongName(stored.error.message) : stored.error);
}

type Refusal =
  { readonly failure: Failure; readonly note: null } | { readonly failure: null; readonly note: LabFileNote };

function makeLab(
  draft: LabDraft,
  { name, ownerId, path }: { readonly name: string | null; readonly ownerId: string; readonly path: string },
  { services }: RequestContext,
): Result<Lab, Refusal> {
  const { catalogue, labLimits, clock } = services;
  const images = catalogue.entries;
  const tools = { now: clock().toISOString(), random: randomBytes, limits: labLimits, images };
  const made = labFromDraft(draft, { name, ownerId }, tools);
  if (!made.ok) {
    const { error, subject } = made.error;
    if (error.kind === 'quota') return fail({ failure: error, note: null });
    // Only a name can be wrong about the lab itself.
    if (subject === null && name !== null) return fail({ failure: error, note: null });
    return fail({ failure: null, note: noteOfRefusal(made.error, path) });
  }
  const tooLarge = refuseTooLarge({ ...made.value, networks: [], containers: [] }, made.value, images);
  if (tooLarge === null) return made;
  return fail({ failure: null, note: noteOfRefusal({ error: tooLarge, subject: null, line: null }, path) });
}

function wrongName(message: string): Failure {
  return { kind: 'validation', message, issues: [{ path: ['name'], message }] };
}

/** Refuses too many files and invalid base64, as errors of the fields. */
function decodeFiles(files: ImportLab['files']): Result<LabFile[], Failure> {
  if (files.length > labFileLimits.files) {
    const message = `${files.length} files were given. Give at most ${labFileLimits.files}.`;
    return fail({ kind: 'validation', message, issues: [{ path: ['files'], message }] });
  }
  const issues = files.flatMap(({ path, contentBase64 }, index) => {
    if (isBase64(contentBase64)) return [];
    const message = `The content of ${path.slice(0, 80)} is not base64. Encode its bytes in base64 (RFC 4648).`;
    return [{ path: ['files', String(index), 'contentBase64'], message }];
  });
  if (issues.length > 0) {
    return fail({ kind: 'validation', message: issues.map(({ message }) => message).join(' '), issues });
  }
  return ok(
    files.map(({ path, contentBase64 }) => ({ path, content: Buffer.from(contentBase64, 'base64') })),
  );
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
