import type { Issue } from '@pineapple/core';

/** Fewer different characters than this are guessed at once, however often they are repeated. */
const leastDifferent = 5;
/** A text up to this length that is only repeated adds nothing. */
const longestUnit = 8;
/** Without the user name, a password must have this many characters left. */
const leastBesideName = 6;
/** A common password with so many digits or signs before or after it is as common. */
const mostAround = 4;

const rows = ['1234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
/** What fingers type along the keyboard and the alphabet, in both directions, from any start. */
const sequences = [...rows, 'qwertyuiopasdfghjklzxcvbnm']
  .flatMap((row) => [row, [...row].reverse().join('')])
  .map((row) => row.repeat(3));

let common: Promise<ReadonlySet<string>> | null = null;

/** Half a megabyte, so it is loaded with the first password that is checked. */
async function loadCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}

/**
 * Why a new password of valid length is too easy to guess; null if it is not. Never repeats the password. Passwords that
 * exist are not checked: their owners could not sign in to change them.
 */
export async function checkPasswordStrength(password: string, username: string): Promise<Issue | null> {
  const text = password.toLowerCase();
  const wrong = (message: string): Issue => ({ path: ['password'], message });
  const different = new Set(text.replace(/\s/g, '')).size;
  if (different < leastDifferent) {
    const found = different === 0 ? 'only spaces' : `only ${different} different characters`;
    return wrong(`The password has ${found}. Use at least ${leastDifferent}: choose a few words.`);
  }
  if (repeatsUnit(text)) return wrong('The password repeats a short text. Choose a few different words.');
  if (sequences.some((row) => row.includes(text))) {
    return wrong('The password follows the keyboard or the alphabet. Choose a few words instead.');
  }
  const name = username.toLowerCase();
  if (name !== '' && text.includes(name) && text.replaceAll(name, '').length < leastBesideName) {
    return wrong('The password is little more than the user name. Choose a few words instead.');
  }
  common ??= loadCommon();
  const base = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const listed = await common;
  if (listed.has(text) || (text.length - base.length <= mostAround && listed.has(base))) {
    return wrong('The password is one of the most common ones. Choose a few words instead.');
  }
  return null;
}

function repeatsUnit(text: string): boolean {
  const unit = /^(.+?)\1+$/su.exec(text)?.[1];
  return unit !== undefined && unit.length <= longestUnit;
}
