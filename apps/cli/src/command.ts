import { parseArgs } from 'node:util';
import { type BuildCommand, readBuild } from './build/build-command.ts';
import { type CaptureCommand, captureOptions, readCaptureCommand } from './watch/capture-command.ts';
import { CliError } from './cli-error.ts';
import { type EditCommand, editOptions, isEditName, readEdit } from './edit/edit-command.ts';
import { type ForwardCommand, readForwardCommand } from './forward/forward-command.ts';
import { type DuplicateCommand, readDuplicate } from './edit/duplicate.ts';
import { type InspectCommand, inspectOptions, readInspectCommand } from './inspect/inspect-command.ts';
import {
  isLabFileName,
  type LabFileCommand,
  labFileOptions,
  readLabFileCommand,
  takesFile,
} from './lab-files/lab-file-command.ts';
import { readSnapshotCommand, type SnapshotCommand } from './snapshot/snapshot-command.ts';
import { type Place, readNodeName } from './node-name.ts';
import { isPlanName, type PlanCommand, planOptions, readPlan } from './plan/plan-command.ts';
import { readTablesCommand, type TablesCommand, tablesOptions } from './watch/tables-command.ts';
import { type ReachCommand, reachOptions, readReachCommand } from './watch/reach-command.ts';
import { type CommandInfo, commandTable } from './usage/command-table.ts';
import { type Shell, shells } from './usage/completion.ts';

export type Command =
  | {
      readonly name: 'help';
      /** The command that it is about; null for all. */
      readonly topic: string | null;
    }
  | { readonly name: 'version' }
  | { readonly name: 'completion'; readonly shell: Shell }
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
  | CaptureCommand
  | TablesCommand
  | ReachCommand
  | EditCommand
  | BuildCommand
  | DuplicateCommand
  | ForwardCommand
  | InspectCommand
  | LabFileCommand
  | SnapshotCommand
  | PlanCommand;

/** @throws CliError for anything that is not a command */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [name, where, ...rest] = positionals;
  if (name === undefined && values.version && !values.help) return { name: 'version' };
  if (name === undefined || name === 'help') return { name: 'help', topic: readTopic(where) };
  if (values.help) return { name: 'help', topic: readTopic(name) };
  const info = infoOf(name);
  const wrong = Object.keys(values).find((given) => info.options.every((option) => option.name !== given));
  if (wrong !== undefined) throw new CliError(`${name} does not take --${wrong}.`);
  if (isEditName(name)) return readEdit(name, { where, rest, values });
  if (isLabFileName(name)) return readLabFileCommand(name, { where, rest, values });
  if (name === 'inspect') return readInspectCommand({ where, rest, values });
  if (name === 'capture') return readCaptureCommand({ where, rest, values });
  if (name === 'tables') return readTablesCommand(readPlace(where), { rest, values });
  if (name === 'forward') return readForwardCommand(readPlace(where), rest);
  if (name === 'build') return readBuild(where, rest, values.file);
  if (name === 'duplicate') return readDuplicate(where, rest);
  if (name === 'snapshot') return readSnapshotCommand({ where, rest, values });
  if (name === 'reach') return readReachCommand({ where, rest, values });
  if (isPlanName(name)) return readPlan(name, positionals.slice(1), values);
  if (rest.length > 0) throw new CliError(`${name} does not take "${rest[0]}".`);
  switch (name) {
    case 'labs':
      if (where !== undefined) throw new CliError(`labs does not take "${where}".`);
      return { name };
    case 'exec':
      return {
        name,
        place: readPlace(where),
        terminal: values.terminal === undefined ? null : readTerminal(values.terminal),
        view: values.view ?? false,
        tty: readTty(values),
      };
    case 'logs':
      return {
        name,
        place: readPlace(where),
        follow: values.follow ?? false,
        tail: readTail(values.tail ?? '200'),
      };
    case 'completion':
      return { name, shell: readShell(where) };
    default:
      throw noCommand(name);
  }
}

function infoOf(name: string): CommandInfo {
  const info = commandTable.find((each) => each.name === name);
  if (info === undefined) throw noCommand(name);
  return info;
}

function noCommand(name: string): CliError {
  return new CliError(`There is no command "${name}". Run "pineapple help" for a list.`);
}

function readTopic(name: string | undefined): string | null {
  return name === undefined || name === 'help' ? null : infoOf(name).name;
}

function readShell(name: string | undefined): Shell {
  const shell = shells.find((each) => each === name);
  if (shell !== undefined) return shell;
  const given = name === undefined ? 'Name the shell' : `There are no completions for "${name}"`;
  throw new CliError(`${given}. Use completion ${shells.join(', completion ')}.`);
}

const options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  terminal: { type: 'string' },
  view: { type: 'boolean' },
  tty: { type: 'boolean' },
  'no-tty': { type: 'boolean' },
  follow: { type: 'boolean', short: 'f' },
  tail: { type: 'string' },
  ...captureOptions,
  ...tablesOptions,
  ...reachOptions,
  ...editOptions,
  ...inspectOptions,
  ...labFileOptions,
  ...planOptions,
} as const;

/** The letter f stands for another option there. */
const planningOptions = { ...options, follow: { type: 'boolean' } } as const;
const otherOptions = { ...options, file: { type: 'string' } } as const;

function parse(args: readonly string[]) {
  try {
    const given = { args: [...args], allowPositionals: true } as const;
    const name = args.find((arg) => !arg.startsWith('-'));
    return isPlanName(name) || takesFile(name)
      ? parseArgs({ ...given, options: planningOptions })
      : parseArgs({ ...given, options: otherOptions });
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
