import { CliError } from '../cli-error.ts';

/** Shows a lab, or writes it for Ansible. */
export interface InspectCommand {
  readonly name: 'inspect';
  /** The name or id of the lab. */
  readonly lab: string;
  readonly as: 'text' | 'json' | 'ansible';
  /** The folder that an inventory is written to, with its connection plugin; null for standard output. */
  readonly output: string | null;
}

export const inspectOptions = { ansible: { type: 'boolean' } } as const;

/** What was typed after the command's name. */
interface Typed {
  readonly where: string | undefined;
  readonly rest: readonly string[];
  readonly values: {
    readonly ansible?: boolean | undefined;
    readonly json?: boolean | undefined;
    readonly output?: string | undefined;
  };
}

/** @throws CliError for anything that is not such a command */
export function readInspectCommand({ where, rest, values }: Typed): InspectCommand {
  const { ansible = false, json = false, output } = values;
  if (rest[0] !== undefined) throw new CliError(`inspect does not take "${rest[0]}".`);
  if (!where) throw new CliError('Name the lab: inspect <lab>.');
  if (output !== undefined && !ansible)
    throw new CliError('--output is for inspect with --ansible. Without it, use > to write to a file.');
  return {
    ...{ name: 'inspect', lab: where, as: ansible ? 'ansible' : json ? 'json' : 'text' },
    output: output === undefined || output === '-' ? null : output,
  };
}
