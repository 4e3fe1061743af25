import { type CommandInfo, commandTable, type OptionInfo } from './command-table.ts';

const ending = `
pineapple <command> --help describes one command, and pineapple --version says which version this is.

<lab> is the name or id of a lab. In a terminal, type ~. at the start of a line to leave it running.
Without a terminal, a shell of its own runs what standard input says until its end, and its exit code is returned.

PINEAPPLE_TOKEN   an API token, from the page "API" of the website (/developers)
PINEAPPLE_URL     the address of the website (default: http://localhost:4000)
`;

/** All commands with their options. */
export function usageText(): string {
  return `Usage: pineapple <command>\n\n${commandTable.map(block).join('')}${ending}`;
}

/** One command with its options. @throws Error if there is none of that name */
export function commandUsage(name: string): string {
  const command = commandTable.find((each) => each.name === name);
  if (command === undefined) throw new Error(`There is no command ${name} in the table`);
  const { options, about } = command;
  const line = `Usage: pineapple ${signature(command)}${options.length > 0 ? ' [options]' : ''}`;
  const list = options.length > 0 ? `\n${options.map(optionLine).join('')}` : '';
  return `${line}\n\n${about.charAt(0).toUpperCase()}${about.slice(1)}.\n${list}`;
}

function block(command: CommandInfo): string {
  return `${columns(2, signature(command), 34, command.about)}${command.options.map(optionLine).join('')}`;
}

function signature({ name, takes }: CommandInfo): string {
  return takes === '' ? name : `${name} ${takes}`;
}

function optionLine({ name, short, value, about }: OptionInfo): string {
  const flags = `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
  return columns(9, flags, 29, about);
}

/** Two columns; what is too wide for the first has a line of its own. */
function columns(indent: number, left: string, width: number, right: string): string {
  const start = ' '.repeat(indent);
  if (left.length < width) return `${start}${left.padEnd(width)}${right}\n`;
  return `${start}${left}\n${' '.repeat(indent + width)}${right}\n`;
}
