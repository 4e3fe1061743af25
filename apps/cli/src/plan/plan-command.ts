import type { LabFileFormat } from '@pineapple/lab-files';
import { CliError } from '../cli-error.ts';
import { readFormat } from '../lab-files/lab-file-format.ts';
import { readWait, waitOptions } from '../readiness/read-wait.ts';

/** The files of a lab, and the lab that they are about. */
export interface LabSource {
  /** A file or a folder, or the address of a git repository. */
  readonly path: string;
  /** Null to recognise it. */
  readonly format: LabFileFormat | null;
  /** Null for the name in the files. */
  readonly labName: string | null;
  readonly json: boolean;
}

/** A command that compares a lab with its files. */
export type PlanCommand =
  | (LabSource & { readonly name: 'plan'; readonly detailedExitCode: boolean })
  | (LabSource & {
      readonly name: 'apply';
      readonly dryRun: boolean;
      readonly detailedExitCode: boolean;
      /** How long to wait until all is READY; null not to wait. */
      readonly waitSeconds: number | null;
    })
  | (LabSource & { readonly name: 'destroy'; readonly dryRun: boolean; readonly yes: boolean });

export const planOptions = {
  file: { type: 'string', short: 'f' },
  'detailed-exitcode': { type: 'boolean' },
  ...waitOptions,
  yes: { type: 'boolean', short: 'y' },
} as const;

interface PlanValues {
  readonly file?: string | undefined;
  readonly format?: string | undefined;
  readonly name?: string | undefined;
  readonly json?: boolean | undefined;
  readonly 'detailed-exitcode'?: boolean | undefined;
  readonly 'dry-run'?: boolean | undefined;
  readonly wait?: boolean | undefined;
  readonly timeout?: string | undefined;
  readonly yes?: boolean | undefined;
}

const names = ['plan', 'apply', 'destroy'] as const;
type PlanName = (typeof names)[number];

export function isPlanName(name: string | undefined): name is PlanName {
  return (names as readonly (string | undefined)[]).includes(name);
}

/** @throws CliError for anything that is not such a command */
export function readPlan(name: PlanName, rest: readonly string[], values: PlanValues): PlanCommand {
  const [extra] = rest;
  if (extra !== undefined)
    throw new CliError(`${name} does not take "${extra}". Name the files with -f <path>.`);
  const { file: path, name: labName = null, json = false } = values;
  const { 'detailed-exitcode': detailedExitCode = false, 'dry-run': dryRun = false } = values;
  if (!path) throw new CliError(`Name the file or folder of the lab: ${name} -f <path>.`);
  const format = values.format === undefined ? null : readFormat(values.format);
  const source = { path, format, labName, json };
  switch (name) {
    case 'plan':
      return { name, ...source, detailedExitCode };
    case 'apply':
      return { name, ...source, dryRun, detailedExitCode, waitSeconds: readWait(name, values) };
    case 'destroy':
      return { name, ...source, dryRun, yes: values.yes ?? false };
  }
}
