import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLabel, checkLabName } from './names.ts';
import { errorOf } from '../testing/outcome.ts';

describe('the name of a network or container', () => {
  it.each(['a', 'web', 'web-1', '1web', 'r1', 'a--b', 'x'.repeat(63), '0xg'])('may be %s', (name) => {
    expect(checkLabel(name)).toEqual({ ok: true, value: name });
  });

  it.each([
    ['', 'The name is empty.'],
    [' ', "' ' is not a valid host name."],
    [
      'Web',
      "'Web' is not a valid host name. Use lower-case letters, digits and '-', with a letter or digit first and last, such as web.",
    ],
    ['web_1', ', such as web-1.'],
    ['Wéb 1', ', such as web-1.'],
    ['-web', ', such as web.'],
    ['web-', ', such as web.'],
    ['web.lan', ', such as web-lan.'],
    ['веб', 'with a letter or digit first and last.'],
    ['web\n', ', such as web.'],
    ['x'.repeat(64), 'has 64 characters. A name has at most 63.'],
    ['localhost', "'localhost' is the name of every machine for itself."],
    ['12', "'12' would be read as an IP address. Put a letter before it, such as n12."],
    ['0xc', 'would be read as an IP address'],
    ['$(reboot)', ', such as reboot.'],
  ])('may not be %j', (name, message) => {
    expect(errorOf(checkLabel(name))).toContain(message);
  });

  it('has only a to z, 0 to 9 and hyphens', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 70 }), (name) => {
        if (checkLabel(name).ok) expect(name).toMatch(/^[a-z0-9-]{1,63}$/);
      }),
    );
  });

  it('is only suggested if it is valid', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
        const result = checkLabel(name);
        const suggested = result.ok ? null : /, as ([^ ]+)\.$/.exec(result.error)?.[1];
        if (suggested) expect(checkLabel(suggested)).toEqual({ ok: true, value: suggested });
      }),
    );
  });
});

describe('the name of a lab', () => {
  it.each([
    'a',
    'Routing 101',
    'Übung: OSPF/BGP',
    'ネットワーク',
    'Lab 🍍',
    '👩‍💻',
    'x'.repeat(60),
    '🍍'.repeat(60),
  ])('may be %s', (name) => expect(checkLabName(name)).toEqual({ ok: true, value: name.normalize('NFC') }));

  it('is trimmed', () => {
    expect(checkLabName('\t Routing 101\u00a0\n')).toEqual({ ok: true, value: 'Routing 101' });
  });

  it('is the same in composed and decomposed Unicode', () => {
    expect(checkLabName('U\u0308bung')).toEqual(checkLabName('\u00dcbung'));
  });

  it.each([
    ['', 'The name is empty.'],
    ['   ', 'The name is empty.'],
    ['\u3164', 'The name is empty.'],
    ['\u200d', 'The name is empty.'],
    ['x'.repeat(61), 'The name has 61 characters.'],
    ['a\u0000b', "'a\\u{0}b' has characters that can't be printed."],
    ['a\nb', "can't be printed"],
    ['a\u202eb', "can't be printed"],
    ['a\ud800', "can't be printed"],
  ])('may not be %j', (name, message) => {
    expect(errorOf(checkLabName(name))).toContain(message);
  });
});
