import {
  type ContainerVariable,
  containerCommandSchema,
  containerUserSchema,
  containerVariableSchema,
  workingDirSchema,
} from '../../settings/container-config.ts';
import type { Issue } from '../../edit-error.ts';
import { quoted } from '../../names/quoted.ts';
import { splitWords } from '../../settings/split-words.ts';

const mostVariables = 64;
const longestName = 128;
const longestText = 1024;
const mostWords = 32;
const mostCommands = 64;
const longestFolder = 200;

const wordSchema = containerCommandSchema.element;

/** What is wrong with the environment of a container's programs. */
export function checkEnv(env: readonly ContainerVariable[], path: readonly string[]): Issue[] {
  if (env.length > mostVariables) {
    const message = `${env.length} variables were given. A container can have at most ${mostVariables}.`;
    return [{ path, message }];
  }
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const [index, { name, value }] of env.entries()) {
    const at = [...path, String(index)];
    const wrongName = seen.has(name) ? 'was given twice. Give each variable once.' : checkName(name);
    if (wrongName !== null) issues.push({ path: [...at, 'name'], message: `${quoted(name)} ${wrongName}` });
    seen.add(name);
    if (containerVariableSchema.shape.value.safeParse(value).success) continue;
    const wrongValue =
      tooLong('The value', value) ??
      `${quoted(value)} has characters other than printable ones and tabs. Remove them.`;
    issues.push({ path: [...at, 'value'], message: wrongValue });
  }
  return issues;
}

/** What is wrong with the words that replace the command or the entrypoint of a container's image. */
export function checkCommand(command: readonly string[] | null, path: readonly string[]): Issue[] {
  if (command === null) return [];
  if (command.length === 0 || command.length > mostWords) {
    const message = `${command.length} words were given. Give 1 to ${mostWords}, or null for what the image has.`;
    return [{ path, message }];
  }
  return command.flatMap((word, index) => {
    const message =
      index === 0 && word === ''
        ? 'The first word is empty. It is the program to run.'
        : checkText('The word', word);
    return message === null ? [] : [{ path: [...path, String(index)], message }];
  });
}

/** What is wrong with whom a container's program runs as. */
export function checkUser(user: string | null, path: readonly string[]): Issue[] {
  if (user === null || containerUserSchema.safeParse(user).success) return [];
  const message = `${quoted(user)} is no user. Give a name or number of the image, and after a colon a group, such as 1000:1000.`;
  return [{ path, message }];
}

/** What is wrong with the folder that a container's program begins in. */
export function checkWorkingDir(folder: string | null, path: readonly string[]): Issue[] {
  if (folder === null || workingDirSchema.safeParse(folder).success) return [];
  const message =
    folder.length > longestFolder
      ? `The path has ${folder.length} characters. It can have at most ${longestFolder}.`
      : `${quoted(folder)} is not an absolute path of letters, digits and ._+@%=:,-. Give one such as /srv/app.`;
  return [{ path, message }];
}

/** What is wrong with the commands that run in a container at every start or stop. */
export function checkExec(exec: readonly string[], path: readonly string[]): Issue[] {
  if (exec.length > mostCommands) {
    const message = `${exec.length} commands were given. A container can have at most ${mostCommands}.`;
    return [{ path, message }];
  }
  return exec.flatMap((line, index) => {
    const message = checkText('The command', line) ?? checkLine(line);
    return message === null ? [] : [{ path: [...path, String(index)], message }];
  });
}

function checkName(name: string): string | null {
  if (containerVariableSchema.shape.name.safeParse(name).success) return null;
  if (name.length > longestName) {
    return `has ${name.length} characters. The name of a variable has at most ${longestName}.`;
  }
  return 'is not the name of a variable. Use letters, digits and _, and begin with a letter or _.';
}

function checkText(what: string, text: string): string | null {
  if (wordSchema.safeParse(text).success) return null;
  return (
    tooLong(what, text) ??
    `${quoted(text)} has control characters other than tabs and line ends. Remove them.`
  );
}

function tooLong(what: string, { length }: string): string | null {
  return length > longestText
    ? `${what} has ${length} characters. It can have at most ${longestText}.`
    : null;
}

function checkLine(line: string): string | null {
  const words = splitWords(line);
  if (!words.ok) return `${quoted(line)} ${words.error}`;
  return words.value[0]
    ? null
    : `${quoted(line)} names no program. Give one, such as ip route add default via 10.0.1.1.`;
}
