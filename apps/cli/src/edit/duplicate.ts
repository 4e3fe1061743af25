import type { CliConfig } from '@pineapple/config';
import { request } from '../site/api.ts';
import { CliError } from '../cli-error.ts';
import { findLab, listLabs } from '../labs.ts';

/** Makes a lab with all that is drawn in another one. */
export interface DuplicateCommand {
  readonly name: 'duplicate';
  /** The name or id of the lab. */
  readonly lab: string;
  /** Null for the lab's name with `copy`. */
  readonly newName: string | null;
}

const mutation = `mutation Duplicate($input: DuplicateLabInput!) {
  duplicateLab(input: $input) {
    ... on DuplicateLabPayload { lab { id name } }
    ... on UserError { message }
  }
}`;

interface Answer {
  readonly duplicateLab: {
    readonly lab?: { readonly id: string; readonly name: string };
    readonly message?: string;
  };
}

/** @throws CliError for anything that is not such a command */
export function readDuplicate(where: string | undefined, rest: readonly string[]): DuplicateCommand {
  const [newName = null, more] = rest;
  if (!where) throw new CliError('Name the lab: duplicate <lab> [<name>].');
  if (more !== undefined) throw new CliError(`duplicate does not take "${more}".`);
  return { name: 'duplicate', lab: where, newName };
}

/** @returns the new lab, as text. @throws CliError with the API's message if it refuses */
export async function duplicate(
  config: CliConfig,
  { lab, newName }: Pick<DuplicateCommand, 'lab' | 'newName'>,
): Promise<string> {
  const { id: labId } = findLab(await listLabs(config), lab);
  const input = { labId, name: newName };
  const { lab: made, message } = (await request<Answer>(config, mutation, { input })).duplicateLab;
  if (made === undefined) throw new CliError(message ?? 'The lab could not be duplicated.');
  return `${made.name}  (${made.id})\n`;
}
