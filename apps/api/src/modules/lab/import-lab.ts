import { hash, randomBytes } from 'node:crypto';
import { type CatalogueImage, fail, type Lab, ok, type Result } from '@pineapple/core';
import {
  changesOf,
  draftContents,
  fitResources,
  type LabDraft,
  type LabFile,
  type LabFileFormat,
  labFileLimits,
  type LabFileNote,
  labFromDraft,
  noteOfRefusal,
  nothing,
  type PlannedChange,
  planLab,
  readLabFiles,
} from '@pineapple/lab-files';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { refuseTooLarge } from '../../lab-editor/host-command-size.ts';
import { availableImages } from '../../live-lab/available-images.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { changeLabTo } from './change-lab-to.ts';
import { foreseeNewLab, type ReadContent, storeNewLab } from './store-new-lab.ts';

interface ImportLab {
  /** Null or left out: the name in the files. */
  readonly name?: string | null | undefined;
  /** Null or left out: recognised. */
  readonly format?: LabFileFormat | null | undefined;
  readonly files: readonly { readonly path: string; readonly contentBase64: string }[];
  readonly dryRun?: boolean | null | undefined;
  /** The lab to change. Null or left out: a new one is made. */
  readonly into?: string | null | undefined;
  /** The revision that `into` must have. Null or left out: any. */
  readonly revision?: number | null | undefined;
}

interface ImportedLab {
  /** Null if nothing was made. */
  readonly lab: LabSnapshot | null;
  readonly notes: readonly LabFileNote[];
  readonly networkCount: number;
  readonly containerCount: number;
  /** Null if no lab can be made. */
  readonly preview: LabDraft | null;
  /** What changes, or is made. */
  readonly changes: readonly PlannedChange[];
}

/** Makes a lab of files, or makes a lab match them, as a whole or not at all. */
export async function importLab(
  input: ImportLab,
  context: RequestContext,
): Promise<Result<ImportedLab, Failure>> {
  const viewer = requireViewer(context);
  const { name = null, format: wanted = null, into = null, dryRun = false } = input;
  const misused = refuseMisuse(input);
  if (misused !== null) return misused;
  const decoded = decodeFiles(input.files);
  if (!decoded.ok) return decoded;
  const images = await availableImages(context);
  const { draft, notes, main, format } = readFitting(decoded.value, { wanted, images }, context);
  const counts = { networkCount: draft?.networks.length ?? 0, containerCount: draft?.nodes.length ?? 0 };
  const unmade = { lab: null, ...counts, preview: null, changes: [] };
  if (draft === null || format === null || main === null) return ok({ ...unmade, notes });
  const readable = { ...counts, notes, preview: draft };
  if (into !== null) {
    const source = { draft, format, path: main };
    const changed = await changeLabTo(source, { ...input, labId: into }, context);
    if (!changed.ok) return changed;
    const { lab, changes, more } = changed.value;
    if (changes === null) return ok({ ...unmade, notes: [...notes, ...more] });
    return ok({ ...readable, notes: [...notes, ...more], lab, changes });
  }
  const made = makeLab(draft, { name, ownerId: viewer.id, path: main, images }, context);
  if (!made.ok) {
    if (made.error.failure !== null) return fail(made.error.failure);
    return ok({ ...unmade, notes: [...notes, made.error.note] });
  }
  const changes = changesOf(planLab(nothing, draft, format));
  if (dryRun === true) {
    const refusal = await foreseeNewLab(made.value, context);
    return refusal === null ? ok({ ...readable, lab: null, changes }) : fail(refusal);
  }
  const stored = await storeNewLab(made.value, context, contentsOf(draft));
  if (stored.ok) return ok({ ...readable, lab: stored.value, changes });
  return fail(stored.error.kind === 'conflict' ? wrongName(stored.error.message) : stored.error);
}

function contentsOf(draft: LabDraft): ReadContent {
  const contents = draftContents(draft);
  return (sha256) => Promise.resolve(contents.get(sha256) ?? null);
}

/** A draft of another format gets no more than this site allows. What a file of ours asks for is checked as an edit. */
function readFitting(
  files: readonly LabFile[],
  { wanted, images }: { readonly wanted: LabFileFormat | null; readonly images: readonly CatalogueImage[] },
  { services }: RequestContext,
): ReturnType<typeof readLabFiles> {
  const read = readLabFiles(files, wanted, (bytes) => hash('sha256', bytes), images);
  const { draft, main, format } = read;
  if (draft === null || main === null || format === 'PINEAPPLE') return read;
  const fitted = fitResources(draft, services.labLimits, main);
  return { ...read, draft: fitted.draft, notes: [...read.notes, ...fitted.notes] };
}

function refuseMisuse({
  name = null,
  into = null,
  revision = null,
}: ImportLab): Result<never, Failure> | null {
  const refuse = (field: string, message: string): Result<never, Failure> =>
    fail({ kind: 'validation', message, issues: [{ path: [field], message }] });
  if (into !== null && name !== null)
    return refuse(
      'name',
      'A lab that is changed keeps its name. Leave out name, and rename the lab with updateLab.',
    );
  if (into === null && revision !== null)
    return refuse(
      'revision',
      'A new lab has no revision yet. Leave out revision, or name the lab to change with into.',
    );
  return null;
}

type Refusal =
  { readonly failure: Failure; readonly note: null } | { readonly failure: null; readonly note: LabFileNote };

function makeLab(
  draft: LabDraft,
  {
    name,
    ownerId,
    path,
    images,
  }: {
    readonly name: string | null;
    readonly ownerId: string;
    readonly path: string;
    readonly images: readonly CatalogueImage[];
  },
  { services }: RequestContext,
): Result<Lab, Refusal> {
  const { labLimits, clock } = services;
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
