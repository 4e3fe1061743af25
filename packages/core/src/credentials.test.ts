import { describe, expect, it } from 'vitest';
import { canonicalUsername, checkPassword, checkUsername } from './credentials.ts';

describe('a user name', () => {
  it.each(['ann', 'Ann.Lee', 'a-b_c.9', '007', 'x'.repeat(32)])('may be %s', (name) => {
    expect(checkUsername(name)).toBeNull();
  });

  it.each([
    ['', "'' has 0 characters. A user name has 3 to 32."],
    ['al', 'has 2 characters'],
    ['x'.repeat(33), 'has 33 characters'],
    ['ann lee', "characters other than letters a to z, digits, '-', '_' and '.'."],
    [' ann', 'characters other than'],
    ['ann@home', 'characters other than'],
    ['\u212aelvin', 'characters other than'],
    ['ännchen', 'characters other than'],
    ['...', 'has no letter or digit'],
  ])('may not be %j', (name, message) => {
    const issue = checkUsername(name);
    expect(issue?.path).toEqual(['username']);
    expect(issue?.message).toContain(message);
  });

  it('is compared without case and surrounding spaces', () => {
    expect(canonicalUsername(' Ann.Lee ')).toBe('ann.lee');
  });
});

describe('a password', () => {
  it.each(['x'.repeat(10), 'correct horse battery staple', '🍍'.repeat(10), 'x'.repeat(200)])(
    'may be %s',
    (text) => {
      expect(checkPassword(text)).toBeNull();
    },
  );

  it.each([
    ['', 0],
    ['short-one', 9],
    ['🍍'.repeat(9), 9],
    ['x'.repeat(201), 201],
  ])('may not be %j, and is not repeated in the message', (text, length) => {
    expect(checkPassword(text)).toEqual({
      path: ['password'],
      message: `The password has ${length} characters. Choose one of 10 to 200.`,
    });
  });
});
