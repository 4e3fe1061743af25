import type { LabFileFormat } from '@pineapple/lab-files';
import { CliError } from './cli-error.ts';
import { readFormat } from './lab-file-format.ts';

/** A command about the files of a lab. */
export type LabFileCommand =
  | {
      readonly name: 'import';
      /** A file or a folder. */
      readonly path: string;
      /** The new lab's; null for the one in the files. */
      readonly labName: string | null;
      /** Null to recognise it. */
      readonly format: LabFileFormat | null;
      readonly dryRun: boolean;
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
    };

export const labFileOptions = {
  name: { type: 'string' },
  format: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  output: { type: 'string', short: 'o' },
} as const;

interface LabFileValues {
  readonly name?: string | undefined;
  readonly format?: string | undefined;
  readonly 'dry-run'?: boolean | undefined;
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

export function isLabFileName(name: string): name is LabFileCommandName {
  return (names as readonly string[]).includes(name);
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
        path: readPath(name, where),
        labName: values.name ?? null,
        format,
        dryRun: values['dry-run'] ?? false,
        json,
      };
    case 'validate':
      return { name, path: readPath(name, where), format, json };
    case 'export': {
      if (!where) throw new CliError('Name the lab: export <lab>.');
      const { output = '-' } = values;
      return { name, lab: where, format: format ?? 'PINEAPPLE', output: output === '-' ? null : output };
    }
  }
}

function readPath(name: LabFileCommandName, path: string | undefined): string {
  if (path) return path;
  throw new CliError(`Name a file or a folder: ${name} <path>.`);
}
