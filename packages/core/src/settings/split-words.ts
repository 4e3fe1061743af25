import { fail, ok, type Result } from '../result.ts';

const space = /[ \t\n]/;
/** What needs no quotes. */
const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;
/** What a backslash keeps a shell from reading between double quotes. */
const special = /["\\$`]/;

interface Reading {
  readonly text: string;
  /** Index of the next character. */
  at: number;
}

/**
 * Splits a command line into words as a POSIX shell does: at spaces, tabs and line ends, outside quotes and backslashes. There is
 * no shell: `$`, `*`, `;`, `|`, `#` and the like are ordinary characters.
 *
 * @returns the words, none for a blank line; or what is wrong, to follow the line in a sentence
 */
export function splitWords(text: string): Result<readonly string[], string> {
  const reading: Reading = { text, at: 0 };
  const words: string[] = [];
  while (reading.at < text.length) {
    if (space.test(text.charAt(reading.at))) {
      reading.at += 1;
      continue;
    }
    const word = readWord(reading);
    if (!word.ok) return word;
    // A line that is continued in the next is no word of its own.
    if (word.value !== null) words.push(word.value);
  }
  return ok(words);
}

/** The command line of words, as short as can be read. `splitWords` gives the words again. */
export function joinWords(words: readonly string[]): string {
  return words.map((word) => (plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** @returns null if there are only continued lines */
function readWord(reading: Reading): Result<string | null, string> {
  const { text } = reading;
  let word: string | null = null;
  while (reading.at < text.length && !space.test(text.charAt(reading.at))) {
    const part = readPart(reading);
    if (!part.ok) return part;
    if (part.value !== null) word = (word ?? '') + part.value;
  }
  return ok(word);
}

/** One character, or all between two quotes. */
function readPart(reading: Reading): Result<string | null, string> {
  const { text } = reading;
  const character = text.charAt(reading.at);
  if (character === "'") return readSingleQuoted(reading);
  if (character === '"') return readDoubleQuoted(reading);
  if (character !== '\\') {
    reading.at += 1;
    return ok(character);
  }
  const next = text.charAt(reading.at + 1);
  reading.at += 2;
  if (next === '') return fail('ends with a backslash. Remove it, or double it.');
  return ok(next === '\n' ? null : next);
}

function readSingleQuoted(reading: Reading): Result<string, string> {
  const start = reading.at + 1;
  const end = reading.text.indexOf("'", start);
  if (end === -1) return fail(unclosed("'"));
  reading.at = end + 1;
  return ok(reading.text.slice(start, end));
}

function readDoubleQuoted(reading: Reading): Result<string, string> {
  const { text } = reading;
  let value = '';
  for (let at = reading.at + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') {
      reading.at = at + 1;
      return ok(value);
    }
    const next = text.charAt(at + 1);
    if (character === '\\' && (special.test(next) || next === '\n')) {
      at += 1;
      if (next !== '\n') value += next;
    } else {
      value += character;
    }
  }
  return fail(unclosed('"'));
}

function unclosed(quote: string): string {
  return `has a quote ${quote} that is not closed. Close it, or write \\${quote} for the character.`;
}
