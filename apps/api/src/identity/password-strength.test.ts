import { expect, it } from 'vitest';
import { checkPasswordStrength } from './password-strength.ts';

it.each([
  ['ten spaces', ' '.repeat(10), 'only spaces'],
  ['one character', 'a'.repeat(12), 'only 1 different'],
  ['a repeated pair', 'ababababab', 'only 2 different'],
  ['a repeated text', 'lab-5 lab-5 lab-5 ', 'repeats a short text'],
  ['digits in order', '1234567890', 'follows the keyboard'],
  ['digits in order from another one', '34567890123', 'follows the keyboard'],
  ['a row of keys', 'QWERTYUIOP', 'follows the keyboard'],
  ['the alphabet backwards', 'zyxwvutsrq', 'follows the keyboard'],
  ['a common password', '1q2w3e4r5t', 'most common'],
  ['a common password with a year', 'Manchester2026', 'most common'],
  ['the user name with a number', 'grace.hopper1', 'user name'],
])('refuses %s with a sentence that does not repeat it', async (_name, password, message) => {
  const issue = await checkPasswordStrength(password, 'Grace.Hopper');
  expect(issue).toMatchObject({ path: ['password'], message: expect.stringContaining(message) });
  expect(issue?.message).not.toContain(password);
});

it.each([
  'correct horse battery',
  'a few words in a row',
  'Tr0ub4dour&3',
  'grace.hopper likes pineapples',
  'пароль из слов',
])('accepts %s', async (password) => {
  expect(await checkPasswordStrength(password, 'Grace.Hopper')).toBeNull();
});
