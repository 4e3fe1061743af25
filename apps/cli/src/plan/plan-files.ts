import type { CliConfig } from '@pineapple/config';
import { type LabFileNote, type PlannedChange, readLabFiles } from '@pineapple/lab-files';
import { request } from '../site/api.ts';
import { CliError } from '../cli-error.ts';
import { openLabFolder } from '../lab-folder/open-lab-folder.ts';
import { type ListedLab, listLabs } from '../labs.ts';
import type { LabFolder } from '@pineapple/lab-folder';
import type { LabSource } from './plan-command.ts';
import type { PlanReport } from './plan-text.ts';
import { sha256 } from '../lab-folder/sha256.ts';

/** Files that were read, with the lab that they are about. */
export interface OpenedSource {
  readonly folder: LabFolder;
  readonly source: LabSource;
  readonly name: string;
  /** Null if there is none of that name. */
  readonly lab: ListedLab | null;
}

/** Reads the files and finds their lab. @throws CliError with every ERROR note if they can't be read */
export async function openSource(config: CliConfig, source: LabSource): Promise<OpenedSource> {
  const folder = await openLabFolder(source.path);
  const { draft, notes } = readLabFiles(folder.files, source.format, sha256);
  if (draft === null) throw unreadable([...folder.notes, ...notes]);
  const name = source.labName ?? draft.name;
  const lab = (await listLabs(config)).find((each) => each.name === name) ?? null;
  return { folder, source, name, lab };
}

/** What an error note says, one a line. */
export function unreadable(notes: readonly LabFileNote[]): CliError {
  const errors = notes.filter(({ severity }) => severity === 'ERROR');
  const lines = errors.map(
    ({ path, line, message }) => `${path}${line === null ? '' : `:${line}`} ${message}`,
  );
  return new CliError(lines.join('\n'));
}

const mutation = `mutation ($input: ImportLabInput!) {
  importLab(input: $input) {
    ... on ImportLabPayload {
      lab { id name revision }
      notes { severity path line message }
      changes { kind action effect name details }
    }
    ... on UserError { message }
  }
}`;

interface Payload {
  readonly lab: PlanReport['lab'];
  readonly notes: readonly LabFileNote[];
  readonly changes: readonly PlannedChange[];
}

/**
 * What makes a lab match its files, or with `dryRun` false, makes it match.
 *
 * @throws CliError with the API's message, and with every ERROR note
 */
export async function sendFiles(
  config: CliConfig,
  { folder, source, name, lab }: OpenedSource,
  { dryRun, revision }: { readonly dryRun: boolean; readonly revision: number | null },
): Promise<PlanReport> {
  const files = folder.files.map(({ path, content }) => ({
    path,
    contentBase64: Buffer.from(content).toString('base64'),
  }));
  const target = lab === null ? { name } : { into: lab.id, revision };
  const input = { ...target, format: source.format, files, dryRun };
  const { importLab: answer } = await request<{ readonly importLab: Payload | { readonly message: string } }>(
    config,
    mutation,
    { input },
  );
  if ('message' in answer) throw new CliError(answer.message);
  const notes = [...folder.notes, ...answer.notes];
  if (notes.some(({ severity }) => severity === 'ERROR')) throw unreadable(notes);
  return { lab: answer.lab ?? lab, name, notes, changes: answer.changes };
}
