import type { LabFileFormat } from '@pineapple/lab-files';
import { CliError } from '../cli-error.ts';
import { readFormat } from './lab-file-format.ts';
import { readWait, waitOptions } from '../readiness/read-wait.ts';

/** A command about the files of a lab. */
export type LabFileCommand =
  | {
      readonly name: 'import';
      /** A file or a folder, or the address of a git repository. */
      readonly path: string;
      /** The new lab's; null for the one in the files. */
      readonly labName: string | null;
      /** Null to recognise it. */
      readonly format: LabFileFormat | null;
      readonly dryRun: boolean;
      /** How long to wait until all is READY; null not to wait. */
      readonly waitSeconds: number | null;
      readonly json: boolean;
    }
  | {
      readonly name: 'validate';
      readonly path: string;
      readonly format: LabFileFormat | null;
      readonly json: boolean;
    }
  | {
      readonly name: 'export';
      /** The name or id of the lab. */
      readonly lab: string;
      readonly format: LabFileFormat;
      /** A folder, or a file with a name that ends with .yaml or .yml; null for standard output. */
      readonly output: string | null;
      readonly json: boolean;
    };

export const labFileOptions = {
  name: { type: 'string' },
  format: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  ...waitOptions,
  output: { type: 'string', short: 'o' },
} as const;

interface LabFileValues {
  readonly file?: string | undefined;
  readonly name?: string | undefined;
  readonly format?: string | undefined;
  readonly 'dry-run'?: boolean | undefined;
  readonly wait?: boolean | undefined;
  readonly timeout?: string | undefined;
  readonly json?: boolean | undefined;
  readonly output?: string | undefined;
}

/** What was typed after the command's name. */
interface LabFileArguments {
  readonly where: string | undefined;
  readonly rest: readonly string[];
  readonly values: LabFileValues;
}

const names = ['import', 'validate', 'export'] as const;
type LabFileCommandName = (typeof names)[number];

/** Whether a command takes its files with -f. */
export function takesFile(name: string | undefined): boolean {
  return name === 'build' || isLabFileName(name);
}

export function isLabFileName(name: string | undefined): name is LabFileCommandName {
  return (names as readonly (string | undefined)[]).includes(name);
}

/** @throws CliError for anything that is not such a command */
export function readLabFileCommand(
  name: LabFileCommandName,
  { where, rest, values }: LabFileArguments,
): LabFileCommand {
  if (rest[0] !== undefined) throw new CliError(`${name} does not take "${rest[0]}".`);
  const format = values.format === undefined ? null : readFormat(values.format);
  const { json = false } = values;
  switch (name) {
    case 'import':
      return {
        name,
        path: readPath(name, where, values.file),
        labName: values.name ?? null,
        format,
        dryRun: values['dry-run'] ?? false,
        waitSeconds: readWait(name, values),
        json,
      };
    case 'validate':
      return { name, path: readPath(name, where, values.file), format, json };
    case 'export': {
      if (!where) throw new CliError('Name the lab: export <lab>.');
      if (values.output !== undefined && values.file !== undefined)
        throw new CliError('export does not take -f with -o. Both name where to write.');
      const output = values.output ?? values.file ?? '-';
      return {
        name,
        lab: where,
        format: format ?? 'PINEAPPLE',
        output: output === '-' ? null : output,
        json,
      };
    }
  }
}

/** A path after the command's name, or one with -f, as `plan` takes it. */
function readPath(name: LabFileCommandName, where: string | undefined, file: string | undefined): string {
  if (where !== undefined && file !== undefined)
    throw new CliError(`${name} takes one path: "${where}", or "${file}" with -f.`);
  const path = where ?? file;
  if (path) return path;
  throw new CliError(`Name a file or a folder: ${name} <path>.`);
}
