import type { Issue } from './edits/edit-error.ts';
import { quoted } from './quoted.ts';

const shortestUsername = 3;
const longestUsername = 32;
const shortestPassword = 10;
const longestPassword = 200;

/** What is wrong with a user name at sign-up; null when it is fine. */
export function checkUsername(text: string): Issue | null {
  const wrong = (message: string): Issue => ({ path: ['username'], message });
  if (text.length < shortestUsername || text.length > longestUsername) {
    return wrong(
      `${quoted(text)} has ${text.length} characters. A user name has ${shortestUsername} to ${longestUsername}.`,
    );
  }
  if (!/^[A-Za-z0-9._-]+$/.test(text)) {
    return wrong(`${quoted(text)} has other characters than letters a to z, digits, '-', '_' and '.'.`);
  }
  if (!/[A-Za-z0-9]/.test(text)) return wrong(`${quoted(text)} needs at least one letter or digit.`);
  return null;
}

/** What is wrong with a password at sign-up; null when it is fine. Never repeats the password. */
export function checkPassword(text: string): Issue | null {
  const length = Array.from(text).length;
  if (length >= shortestPassword && length <= longestPassword) return null;
  return {
    path: ['password'],
    message: `The password has ${length} characters. Choose one of ${shortestPassword} to ${longestPassword}.`,
  };
}

/** The form by which user names are compared and looked up. */
export function canonicalUsername(text: string): string {
  return text.trim().toLowerCase();
}
