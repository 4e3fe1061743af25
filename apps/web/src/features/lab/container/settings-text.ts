import { joinWords, readPort, splitWords } from '@pineapple/core';
import type { UpdateContainerInput } from '../../../generated/graphql.ts';
import type { Container } from '../model/lab.ts';

/** A container's settings as a form has them: one variable, sysctl, command or dependency a line. Empty for that of the image. */
export interface SettingsText {
  env: string;
  entrypoint: string;
  command: string;
  user: string;
  workingDir: string;
  exec: string;
  sysctls: string;
  /** Names of containers, each with a phase unless that is READY. */
  waitFor: string;
  onStop: string;
  /** Empty, as the next one: the site's default. */
  cpus: string;
  memoryMb: string;
  /** Numbers, each with a name if it has one. */
  ports: string;
}

/** The id of the lab's container of a name; null if there is none. */
export type FindContainer = (name: string) => string | null;

export const settingNames = [
  'env',
  'entrypoint',
  'command',
  'user',
  'workingDir',
  'exec',
  'sysctls',
  'waitFor',
  'onStop',
  'cpus',
  'memoryMb',
  'ports',
] as const;
export type SettingName = (typeof settingNames)[number];

type Config = NonNullable<Container['config']>;
type Settings = Pick<UpdateContainerInput, SettingName>;

export function toText(config: Pick<Config, SettingName> | null): SettingsText {
  return {
    env: (config?.env ?? []).map(({ name, value }) => `${name}=${value}`).join('\n'),
    entrypoint: joinWords(config?.entrypoint ?? []),
    command: joinWords(config?.command ?? []),
    user: config?.user ?? '',
    workingDir: config?.workingDir ?? '',
    exec: commandLines(config?.exec ?? []),
    sysctls: (config?.sysctls ?? []).map(({ name, value }) => `${name} = ${value}`).join('\n'),
    waitFor: (config?.waitFor ?? []).map(dependencyLine).join('\n'),
    onStop: commandLines(config?.onStop ?? []),
    cpus: String(config?.cpus ?? ''),
    memoryMb: String(config?.memoryMb ?? ''),
    ports: (config?.ports ?? []).map(portLine).join('\n'),
  };
}

/** A port in a line. */
export function portLine({ port, name }: Config['ports'][number]): string {
  return name === null ? String(port) : `${port} ${name}`;
}

/** Start commands, one a line. */
export function commandLines(exec: readonly string[]): string {
  return exec.map(onOneLine).join('\n');
}

/** A dependency in a line. */
export function dependencyLine({ containerId, container, until }: Config['waitFor'][number]): string {
  return `${container?.name ?? containerId}${until === 'READY' ? '' : ` ${until}`}`;
}

/** The settings that differ between two texts, as the API takes them. The texts are valid. */
export function changedSettings(before: SettingsText, after: SettingsText, find: FindContainer): Settings {
  const readers = {
    env: () => linesOf(after.env).map((line) => pairOf(line, false)),
    entrypoint: () => wordsOf(after.entrypoint),
    command: () => wordsOf(after.command),
    user: () => after.user.trim(),
    workingDir: () => after.workingDir.trim(),
    exec: () => commandsOf(after.exec),
    sysctls: () => linesOf(after.sysctls).map((line) => pairOf(line, true)),
    waitFor: () => linesOf(after.waitFor).map((line) => dependencyOf(line, find)),
    onStop: () => commandsOf(after.onStop),
    // Zero stands for the site's default.
    cpus: () => Number(after.cpus),
    memoryMb: () => Number(after.memoryMb),
    ports: () => linesOf(after.ports).map(portOf),
  };
  const names = settingNames.filter((name) => before[name] !== after[name]);
  return Object.fromEntries(names.map((name) => [name, readers[name]()]));
}

/** What can be seen to be wrong before the API is asked, by field. */
export function checkText(text: SettingsText, find: FindContainer): Record<string, string | undefined> {
  const { env, entrypoint, command, sysctls, waitFor } = text;
  const [first, words] = [splitWords(entrypoint), splitWords(command)];
  return {
    env: withoutEquals(linesOf(env), 'LOG_LEVEL=debug'),
    entrypoint: first.ok ? undefined : `The entrypoint ${first.error}`,
    command: words.ok ? undefined : `The command ${words.error}`,
    exec: wrongCommand(text.exec),
    sysctls: withoutEquals(linesOf(sysctls), 'net.ipv4.ip_forward = 1'),
    waitFor: linesOf(waitFor).flatMap((line, index) => wrongDependency(line, index + 1, find) ?? [])[0],
    onStop: wrongCommand(text.onStop),
    cpus: /^\s*(?:\d+(?:\.\d+)?)?\s*$/.test(text.cpus) ? undefined : 'Write a number such as 0.5.',
    memoryMb: /^\s*\d*\s*$/.test(text.memoryMb) ? undefined : 'Write a number of MB such as 256.',
    ports: linesOf(text.ports).flatMap((line, index) => wrongPort(line, index + 1) ?? [])[0],
  };
}

/** The API's messages about the rows of a field, each with its line. @param prefix of the paths */
export function messagesOf(
  name: SettingName,
  errors: Readonly<Record<string, string | undefined>>,
  prefix = '',
): string | undefined {
  const found = Object.entries(errors).flatMap(([path, message]) => {
    if (!path.startsWith(prefix)) return [];
    const [field, index] = path.slice(prefix.length).split('.');
    if (field !== name || message === undefined) return [];
    return [
      index === undefined || name === 'command' || name === 'entrypoint'
        ? message
        : `Line ${Number(index) + 1}: ${message}`,
    ];
  });
  return found.length === 0 ? undefined : found.join(' ');
}

/** The paths that the API may name in its answer to these texts. */
export function pathsOf(text: SettingsText): string[] {
  const rows = (name: SettingName, count: number) =>
    Array.from({ length: count }, (_, at) => `${name}.${at}`);
  const pairs = [...rows('env', linesOf(text.env).length), ...rows('sysctls', linesOf(text.sysctls).length)];
  return [
    ...pairs.flatMap((row) => [`${row}.name`, `${row}.value`]),
    ...rows('entrypoint', wordsOf(text.entrypoint).length),
    ...rows('command', wordsOf(text.command).length),
    ...rows('exec', commandsOf(text.exec).length),
    ...rows('onStop', commandsOf(text.onStop).length),
    ...rows('ports', linesOf(text.ports).length).flatMap((row) => [`${row}.port`, `${row}.name`]),
    ...rows('waitFor', linesOf(text.waitFor).length).map((row) => `${row}.containerId`),
  ];
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function pairOf(line: string, spaced: boolean): { name: string; value: string } {
  const at = line.indexOf('=');
  const [name, value] = [line.slice(0, at).trim(), line.slice(at + 1)];
  return { name, value: spaced ? value.trim() : value };
}

/** The line is valid. */
function dependencyOf(
  line: string,
  find: FindContainer,
): { containerId: string; until: 'RUNNING' | 'READY' } {
  const [name = '', phase = 'READY'] = line.trim().split(/\s+/);
  return { containerId: find(name) ?? name, until: phase.toUpperCase() === 'RUNNING' ? 'RUNNING' : 'READY' };
}

function wrongDependency(line: string, number: number, find: FindContainer): string | null {
  const [name = '', phase = 'READY', ...more] = line.trim().split(/\s+/);
  if (more.length > 0 || !/^(?:running|ready)$/i.test(phase))
    return `Line ${number} is no container with a phase. Write db or db RUNNING.`;
  return find(name) === null ? `Line ${number}: the lab has no container '${name}'.` : null;
}

/** The line is valid. */
function portOf(line: string): { port: number; name: string | null } {
  const [, port = '', name = ''] = /^(\S+)\s*(.*)$/.exec(line.trim()) ?? [];
  return { port: Number(port), name: name === '' ? null : name };
}

function wrongPort(line: string, number: number): string | null {
  const [port = ''] = line.trim().split(/\s+/);
  return readPort(port) === null ? `Line ${number} begins with no port. Write 80 or 80 Web page.` : null;
}

function withoutEquals(lines: readonly string[], example: string): string | undefined {
  const index = lines.findIndex((line) => !line.includes('='));
  return index < 0 ? undefined : `Line ${index + 1} has no =. Write ${example}.`;
}

function wordsOf(text: string): string[] {
  const words = splitWords(text);
  return words.ok ? [...words.value] : [];
}

/** The commands of a text. One goes on in the next line while a quote is open or after a backslash. */
export function commandsOf(text: string): string[] {
  const commands: string[] = [];
  let open: string | null = null;
  for (const line of text.split('\n')) {
    const command: string = open === null ? line : `${open}\n${line}`;
    open = splitWords(command).ok ? null : command;
    if (open === null && command.trim() !== '') commands.push(command);
  }
  // What is wrong with it is said of it alone.
  return open === null ? commands : [...commands, open];
}

/** What is wrong with the first of the commands that can't be read. */
export function wrongCommand(text: string): string | undefined {
  return commandsOf(text)
    .map((line, index) => ({ index, read: splitWords(line) }))
    .flatMap(({ index, read }) => (read.ok ? [] : [`Command ${index + 1} ${read.error}`]))[0];
}

/** A command whose line ends are all between quotes, so that it is read as one. */
function onOneLine(command: string): string {
  const words = splitWords(command);
  return command.includes('\n') && words.ok ? joinWords(words.value) : command;
}
