import { readPort, splitWords } from '@pineapple/core';
import { CliError } from '../cli-error.ts';

/** A port to offer to the owner of a container. */
export interface OfferedPort {
  readonly port: number;
  readonly name: string | null;
}

/** Words that are split as a shell does it; null if none were typed. @throws CliError */
export function readWords(text: string | undefined, what: string): readonly string[] | null {
  if (text === undefined) return null;
  const words = splitWords(text);
  if (!words.ok) throw new CliError(`The ${what} ${words.error}`);
  if (words.value.length > 0) return words.value;
  throw new CliError(`The ${what} is empty. Leave it out for that of the image.`);
}

export function readCpus(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,3}(?:\.\d+)?$/.test(text)) return Number(text);
  throw new CliError(`The number of processors is "${text}". Use a number such as 0.5.`);
}

/** In MB. */
export function readMemory(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new CliError(`The memory is "${text}". Use a number of MB such as 256.`);
}

export function readOfferedPort(text: string): OfferedPort {
  const [, number = '', name = null] = /^(\d+)(?:=(.+))?$/.exec(text) ?? [];
  const port = readPort(number);
  if (port !== null) return { port, name };
  throw new CliError(`"${text}" is not a port. Write it like 80 or 80=Shop.`);
}
