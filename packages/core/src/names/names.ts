import { quoted } from './quoted.ts';
import { fail, ok, type Result } from '../result.ts';

const longestLabel = 63;
export const longestLabName = 60;
const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
/** `ping 12` and `ping 0xc` send to 0.0.0.12 without asking DNS. */
const readAsAddress = /^(?:[0-9]+|0x[0-9a-f]*)$/;

/** Checks the name of a network or a container. Returns the name, or what is wrong with it. */
export function checkLabel(text: string): Result<string, string> {
  if (text === '') return fail('The name is empty. Give a lower-case label such as web-1.');
  if (text.length > longestLabel) {
    return fail(`${quoted(text)} has ${text.length} characters. A name has at most ${longestLabel}.`);
  }
  if (!label.test(text)) {
    return fail(
      `${quoted(text)} is not a valid host name. Use lower-case letters, digits and '-', with a letter or digit ` +
        `first and last${suggestion(text)}.`,
    );
  }
  if (text === 'localhost')
    return fail("'localhost' is the name of every machine for itself. Choose another name.");
  if (readAsAddress.test(text)) {
    return fail(`${quoted(text)} would be read as an IP address. Put a letter before it, such as n${text}.`);
  }
  return ok(text);
}

/** Checks the name of a lab. Returns it in Unicode normal form and trimmed, or what is wrong with it. */
export function checkLabName(text: string): Result<string, string> {
  const name = text.normalize('NFC').trim();
  const length = Array.from(name).length;
  if (length > longestLabName) {
    return fail(`The name has ${length} characters. A lab's name has at most ${longestLabName}.`);
  }
  // Joiners are part of words in some scripts and of many emoji; other invisible characters are not.
  if (!/^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\u200c\u200d]*$/u.test(name)) {
    return fail(`${quoted(name)} has characters that can't be printed. Remove them.`);
  }
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(name.replace(/\p{Default_Ignorable_Code_Point}/gu, ''))) {
    return fail(`The name is empty. A lab's name has 1 to ${longestLabName} characters.`);
  }
  return ok(name);
}

function suggestion(text: string): string {
  const near = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return checkLabel(near).ok ? `, such as ${near}` : '';
}

/** The name, or the first of `name-2`, `name-3` and so on that is not taken. A number at its end counts on. */
export function freeLabel(name: string, taken: readonly string[]): string {
  const names = new Set(taken);
  if (!names.has(name)) return name;
  const stem = /^(?<stem>.*[^0-9-])-[0-9]+$/.exec(name)?.groups?.['stem'] ?? name;
  for (let number = 2; ; number += 1) {
    const end = `-${number}`;
    const candidate = `${stem.slice(0, longestLabel - end.length).replace(/-+$/, '')}${end}`;
    if (!names.has(candidate)) return candidate;
  }
}
