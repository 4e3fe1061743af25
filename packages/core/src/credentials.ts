import type { Issue } from './edit-error.ts';
import { quoted } from './names/quoted.ts';

const shortestUsername = 3;
const longestUsername = 32;
const shortestPassword = 10;
const longestPassword = 200;

/** What is wrong with a user name at sign-up; null if it is valid. */
export function checkUsername(text: string): Issue | null {
  const wrong = (message: string): Issue => ({ path: ['username'], message });
  if (text.length < shortestUsername || text.length > longestUsername) {
    return wrong(
      `${quoted(text)} has ${text.length} characters. A user name has ${shortestUsername} to ${longestUsername}.`,
    );
  }
  if (!/^[A-Za-z0-9._-]+$/.test(text)) {
    return wrong(
      `${quoted(text)} has characters other than letters a to z, digits, '-', '_' and '.'. Remove them.`,
    );
  }
  if (!/[A-Za-z0-9]/.test(text)) return wrong(`${quoted(text)} has no letter or digit. Add one.`);
  return null;
}

/** What is wrong with a password at sign-up; null if it is valid. Never repeats the password. */
export function checkPassword(text: string): Issue | null {
  const length = Array.from(text).length;
  if (length >= shortestPassword && length <= longestPassword) return null;
  return {
    path: ['password'],
    message: `The password has ${length} characters. Choose one of ${shortestPassword} to ${longestPassword}.`,
  };
}

/** The form in which user names are compared and looked up. */
export function canonicalUsername(text: string): string {
  return text.trim().toLowerCase();
}
