import { splitWords } from '../settings/split-words.ts';
import { DockerfileError, type Dockerfile } from './dockerfile.ts';

/** Replaces `$NAME` and `${NAME}`; `\$` stands for a dollar sign. @throws DockerfileError */
export function expand(text: string, values: ReadonlyMap<string, string>, line: number): string {
  return text.replaceAll(
    /\\\$|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$([A-Za-z_][A-Za-z0-9_]*)|\$\{[^}]*\}?/g,
    (found, braced: string | undefined, plain: string | undefined) => {
      if (found === '\\$') return '$';
      const name = braced ?? plain;
      if (name === undefined)
        throw new DockerfileError(line, `${found} is not supported. Write $NAME or \${NAME}.`);
      return values.get(name) ?? '';
    },
  );
}

/** The words of a line, as a shell would split them. @throws DockerfileError */
export function wordsOf(text: string, line: number): readonly string[] {
  const words = splitWords(text);
  if (!words.ok) throw new DockerfileError(line, words.error);
  return words.value;
}

/** `KEY=value` pairs, or the older form `KEY the value`. @throws DockerfileError */
export function pairsOf(rest: string, line: number): [string, string][] {
  const older = /^([A-Za-z_][\w.-]*)\s+([^=]*)$/.exec(rest);
  if (older) return [[older[1] ?? '', older[2] ?? '']];
  return wordsOf(rest, line).map((word) => {
    const at = word.indexOf('=');
    if (at < 1) throw new DockerfileError(line, `'${word}' has no value. Write NAME=value.`);
    return [word.slice(0, at), word.slice(at + 1)];
  });
}

/** A command in the form of a JSON array, or one for the shell. @throws DockerfileError */
export function commandOf(rest: string, line: number): readonly string[] {
  if (rest === '') throw new DockerfileError(line, 'The command is missing. Write it after the instruction.');
  // Docker takes what is no JSON for a command of the shell.
  return jsonWords(rest) ?? ['/bin/sh', '-c', rest];
}

/** The words of a JSON array; null for anything else. */
export function jsonWords(text: string): readonly string[] | null {
  const parsed = text.startsWith('[') ? parseJson(text) : null;
  return Array.isArray(parsed) && parsed.every((word) => typeof word === 'string') ? parsed : null;
}

export function portsOf(rest: string, line: number): Dockerfile['ports'] {
  return wordsOf(rest, line).map((word) => {
    const [, port = '', protocol = 'tcp'] = /^(\d{1,5})(?:\/(tcp|udp))?$/i.exec(word) ?? [];
    if (Number(port) < 1 || Number(port) > 65_535)
      throw new DockerfileError(line, `'${word}' is not a port. Write one such as 80 or 53/udp.`);
    return `${Number(port)}/${protocol.toLowerCase()}`;
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
