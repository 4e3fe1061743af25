import { joinWords, splitWords } from '@pineapple/core';
import type { UpdateContainerInput } from '../../../generated/graphql.ts';
import type { Container } from '../model/lab.ts';

/** A container's settings as a form has them: one variable, sysctl or command a line. Empty for that of the image. */
export interface SettingsText {
  env: string;
  command: string;
  user: string;
  workingDir: string;
  exec: string;
  sysctls: string;
}

export const settingNames = ['env', 'command', 'user', 'workingDir', 'exec', 'sysctls'] as const;
export type SettingName = (typeof settingNames)[number];

type Config = NonNullable<Container['config']>;
type Settings = Pick<UpdateContainerInput, SettingName>;

export function toText(config: Pick<Config, SettingName> | null): SettingsText {
  return {
    env: (config?.env ?? []).map(({ name, value }) => `${name}=${value}`).join('\n'),
    command: joinWords(config?.command ?? []),
    user: config?.user ?? '',
    workingDir: config?.workingDir ?? '',
    exec: (config?.exec ?? []).map(onOneLine).join('\n'),
    sysctls: (config?.sysctls ?? []).map(({ name, value }) => `${name} = ${value}`).join('\n'),
  };
}

/** The settings that differ between two texts, as the API takes them. The texts are valid. */
export function changedSettings(before: SettingsText, after: SettingsText): Settings {
  const readers = {
    env: () => linesOf(after.env).map((line) => pairOf(line, false)),
    command: () => wordsOf(after.command),
    user: () => after.user.trim(),
    workingDir: () => after.workingDir.trim(),
    exec: () => commandsOf(after.exec),
    sysctls: () => linesOf(after.sysctls).map((line) => pairOf(line, true)),
  };
  const names = settingNames.filter((name) => before[name] !== after[name]);
  return Object.fromEntries(names.map((name) => [name, readers[name]()]));
}

/** What can be seen to be wrong before the API is asked, by field. */
export function checkText({ env, command, exec, sysctls }: SettingsText): Record<string, string | undefined> {
  const words = splitWords(command);
  return {
    env: withoutEquals(linesOf(env), 'LOG_LEVEL=debug'),
    command: words.ok ? undefined : `The command ${words.error}`,
    exec: commandsOf(exec)
      .map((line, index) => ({ index, read: splitWords(line) }))
      .flatMap(({ index, read }) => (read.ok ? [] : [`Command ${index + 1} ${read.error}`]))[0],
    sysctls: withoutEquals(linesOf(sysctls), 'net.ipv4.ip_forward = 1'),
  };
}

/** The API's messages about the rows of a field, each with its line. */
export function messagesOf(
  name: SettingName,
  errors: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const found = Object.entries(errors).flatMap(([path, message]) => {
    const [field, index] = path.split('.');
    if (field !== name || message === undefined) return [];
    return [index === undefined || name === 'command' ? message : `Line ${Number(index) + 1}: ${message}`];
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
    ...rows('command', wordsOf(text.command).length),
    ...rows('exec', commandsOf(text.exec).length),
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

function withoutEquals(lines: readonly string[], example: string): string | undefined {
  const index = lines.findIndex((line) => !line.includes('='));
  return index < 0 ? undefined : `Line ${index + 1} has no =. Write ${example}.`;
}

function wordsOf(text: string): string[] {
  const words = splitWords(text);
  return words.ok ? [...words.value] : [];
}

/** The commands of a text. One goes on in the next line while a quote is open or after a backslash. */
function commandsOf(text: string): string[] {
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

/** A command whose line ends are all between quotes, so that it is read as one. */
function onOneLine(command: string): string {
  const words = splitWords(command);
  return command.includes('\n') && words.ok ? joinWords(words.value) : command;
}
