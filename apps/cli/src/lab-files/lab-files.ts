import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { CliConfig } from '@pineapple/config';
import { checkDraft, type LabFileNote, readLabFiles } from '@pineapple/lab-files';
import { request } from '../site/api.ts';
import { CliError } from '../cli-error.ts';
import { openLabFolder } from '../lab-folder/open-lab-folder.ts';
import type { LabFileCommand } from './lab-file-command.ts';
import { findLab, listLabs } from '../labs.ts';
import { readyText, waitReady } from '../readiness/wait-ready.ts';
import { sha256 } from '../lab-folder/sha256.ts';

/** What is printed, and the exit status: 1 if a note is an ERROR. */
interface Outcome {
  readonly text: string;
  readonly status: 0 | 1;
}

interface Report {
  readonly lab: { readonly id: string; readonly name: string; readonly revision: number } | null;
  readonly notes: readonly LabFileNote[];
  readonly networkCount: number;
  readonly containerCount: number;
}

/** Checks the files of a lab without a website. Its own limits and images are not known here. */
export async function validateLab(command: Extract<LabFileCommand, { name: 'validate' }>): Promise<Outcome> {
  const folder = await openLabFolder(command.path);
  const read = readLabFiles(folder.files, command.format, sha256);
  const { draft, main } = read;
  const wrong = draft === null ? [] : checkDraft(draft, main ?? '.', (size) => randomBytes(size));
  const report = {
    lab: null,
    notes: [...folder.notes, ...read.notes, ...wrong],
    networkCount: draft?.networks.length ?? 0,
    containerCount: draft?.nodes.length ?? 0,
  };
  return outcome(report, command.json, 'The lab has');
}

const importMutation = `mutation ($input: ImportLabInput!) {
  importLab(input: $input) {
    ... on ImportLabPayload {
      lab { id name revision } notes { severity path line message } networkCount containerCount
    }
    ... on UserError { message }
  }
}`;

/** Makes a lab of files. @throws CliError with the API's message if it refuses */
export async function importLab(
  config: CliConfig,
  { path, labName, format, dryRun, waitSeconds, json }: Extract<LabFileCommand, { name: 'import' }>,
): Promise<Outcome> {
  const folder = await openLabFolder(path);
  const files = folder.files.map(({ path: file, content }) => ({
    path: file,
    contentBase64: Buffer.from(content).toString('base64'),
  }));
  const input = { name: labName, format, files, dryRun };
  const { importLab: answer } = await request<{ readonly importLab: Report | { readonly message: string } }>(
    config,
    importMutation,
    { input },
  );
  if ('message' in answer) throw new CliError(answer.message);
  const report = { ...answer, notes: [...folder.notes, ...answer.notes] };
  const what = answer.lab === null ? 'The lab would have' : `Lab "${answer.lab.name}" (${answer.lab.id}) has`;
  const made = outcome(report, json, what);
  if (waitSeconds === null || answer.lab === null || made.status !== 0) return made;
  const reasons = await waitReady(config, {
    labId: answer.lab.id,
    revision: answer.networkCount + answer.containerCount > 0 ? answer.lab.revision : null,
    timeoutSeconds: waitSeconds,
  });
  const ready = { ...report, ready: reasons.length === 0, reasons };
  return {
    text: json ? jsonText(ready) : `${made.text}${readyText(reasons)}`,
    status: reasons.length === 0 ? 0 : 1,
  };
}

function outcome(report: Report, json: boolean, what: string): Outcome {
  const failed = report.notes.some(({ severity }) => severity === 'ERROR');
  const { networkCount, containerCount, notes } = report;
  const lines = notes.map(noteText);
  if (!failed)
    lines.push(`${what} ${count(networkCount, 'network')} and ${count(containerCount, 'container')}.\n`);
  return { text: json ? jsonText(report) : lines.join(''), status: failed ? 1 : 0 };
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** A note on one line, as compilers write them. */
function noteText({ severity, path, line, message }: LabFileNote): string {
  return `${severity.toLowerCase()} ${path}${line === null ? '' : `:${line}`} ${message}\n`;
}

const exportQuery = `query ($id: ID!, $format: LabFileFormat!) {
  lab(id: $id) {
    exported(format: $format) { files { path contentBase64 } notes { severity path line message } }
  }
}`;

interface Exported {
  readonly lab: {
    readonly exported: {
      readonly files: readonly { readonly path: string; readonly contentBase64: string }[];
      readonly notes: readonly LabFileNote[];
    };
  } | null;
}

/** Prints the file of a lab, or writes its files to a folder, or one file to a path that ends with .yaml or .yml. */
export async function exportLab(
  config: CliConfig,
  { lab, format, output, json }: Extract<LabFileCommand, { name: 'export' }>,
): Promise<Outcome> {
  const { id } = findLab(await listLabs(config), lab);
  const answer = await request<Exported>(config, exportQuery, { id, format });
  if (answer.lab === null) throw new CliError(`The lab "${lab}" was deleted.`);
  const { files, notes } = answer.lab.exported;
  if (!json) process.stderr.write(notes.map(noteText).join(''));
  const status = notes.some(({ severity }) => severity === 'ERROR') ? 1 : 0;
  const [file, other] = files;
  if (output !== null) {
    const folder = file !== undefined && other === undefined && /\.ya?ml$/.test(output) ? null : output;
    const written =
      folder === null
        ? [await writeOut(output, file?.contentBase64 ?? '')]
        : await Promise.all(files.map((each) => writeInto(folder, each)));
    return {
      text: json ? jsonText({ written, notes }) : written.map((path) => `${path}\n`).join(''),
      status,
    };
  }
  if (json) return { text: jsonText({ files, notes }), status };
  if (other) throw new CliError(`The lab has ${files.length} files. Name a folder for them with -o.`);
  return { text: file ? Buffer.from(file.contentBase64, 'base64').toString() : '', status };
}

async function writeOut(path: string, contentBase64: string): Promise<string> {
  await mkdir(dirname(resolve(path)), { recursive: true });
  await writeFile(path, Buffer.from(contentBase64, 'base64'));
  return path;
}

async function writeInto(
  folder: string,
  { path, contentBase64 }: { readonly path: string; readonly contentBase64: string },
): Promise<string> {
  const target = resolve(folder, path);
  // A website that is not trusted must not write elsewhere.
  if (!target.startsWith(resolve(folder) + sep))
    throw new CliError(`The website sent the file "${path}", which leads out of ${folder}.`);
  return writeOut(join(folder, path), contentBase64);
}
