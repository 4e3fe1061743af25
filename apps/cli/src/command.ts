import { parseArgs } from 'node:util';
import { CliError } from './cli-error.ts';
import { type EditCommand, editOptions, editUsage, isEditName, readEdit } from './edit-command.ts';
import {
  isLabFileName,
  type LabFileCommand,
  labFileOptions,
  labFileUsage,
  readLabFileCommand,
} from './lab-file-command.ts';
import { readNodeName } from './node-name.ts';

export interface Place {
  /** The name or id of the lab. */
  readonly lab: string;
  readonly container: string;
}

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'labs' }
  | {
      readonly name: 'exec';
      readonly place: Place;
      /** Null if none was named. */
      readonly terminal: string | null;
      readonly view: boolean;
      /** Whether to use a terminal; null if standard input decides. */
      readonly tty: boolean | null;
    }
  | { readonly name: 'logs'; readonly place: Place; readonly follow: boolean; readonly tail: number }
  | EditCommand
  | LabFileCommand;

export const usage = `Usage: pineapple <command>

  labs                              list your labs and their containers
  exec <lab>/<container>            open a terminal
         --terminal <name>            the terminal's name (default: main)
         --view                       view it without typing
         --tty, --no-tty              use a terminal or not (default: if standard input is one)
  logs <lab>/<container>            print a container's log
         -f, --follow                 keep printing new lines
         --tail <n>                   lines to start with, 0 to 5000 (default: 200)
${editUsage}${labFileUsage}
<lab> is the name or id of a lab. In a terminal, type ~. at the start of a line to leave it running.
Without a terminal, a shell of its own runs what standard input says until its end, and its exit code is returned.

PINEAPPLE_TOKEN   an API token, from the page "API" of the website
PINEAPPLE_URL     the address of the website (default: http://localhost:4000)
`;

/** @throws CliError for anything that is not a command */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [name, where, ...rest] = positionals;
  if (values.help || name === undefined || name === 'help') return { name: 'help' };
  const given = Object.keys(values);
  const only = (...allowed: readonly string[]): void => {
    const wrong = given.find((option) => !allowed.includes(option));
    if (wrong) throw new CliError(`${name} does not take --${wrong}.`);
  };
  if (isEditName(name)) return readEdit(name, { where, rest, values, only });
  if (isLabFileName(name)) return readLabFileCommand(name, { where, rest, values, only });
  if (rest.length > 0) throw new CliError(`${name} does not take "${rest[0]}".`);
  switch (name) {
    case 'labs':
      if (where !== undefined) throw new CliError(`labs does not take "${where}".`);
      only();
      return { name };
    case 'exec':
      only('terminal', 'view', 'tty', 'no-tty');
      return {
        name,
        place: readPlace(where),
        terminal: values.terminal === undefined ? null : readTerminal(values.terminal),
        view: values.view ?? false,
        tty: readTty(values),
      };
    case 'logs':
      only('follow', 'tail');
      return {
        name,
        place: readPlace(where),
        follow: values.follow ?? false,
        tail: readTail(values.tail ?? '200'),
      };
    default:
      throw new CliError(`There is no command "${name}". Run "pineapple help" for a list.`);
  }
}

const options = {
  help: { type: 'boolean', short: 'h' },
  terminal: { type: 'string' },
  view: { type: 'boolean' },
  tty: { type: 'boolean' },
  'no-tty': { type: 'boolean' },
  follow: { type: 'boolean', short: 'f' },
  tail: { type: 'string' },
  ...editOptions,
  ...labFileOptions,
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (cause) {
    throw new CliError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function readPlace(text: string | undefined): Place {
  const { lab, node } = readNodeName(text, 'container');
  return { lab, container: node };
}

function readTerminal(name: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,31}$/.test(name)) return name;
  throw new CliError(
    `"${name}" is not a terminal's name. Use up to 32 lower-case letters, digits and hyphens.`,
  );
}

function readTty(values: { readonly tty?: boolean; readonly 'no-tty'?: boolean; readonly view?: boolean }) {
  const without = values['no-tty'] === true;
  const reason = values.tty ? '--tty' : values.view ? '--view' : null;
  if (without && reason !== null) throw new CliError(`exec does not take ${reason} with --no-tty.`);
  if (without) return false;
  return reason === null ? null : true;
}

function readTail(text: string): number {
  const tail = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (tail <= 5_000) return tail;
  throw new CliError(`--tail is "${text}". Use a number from 0 to 5000.`);
}
