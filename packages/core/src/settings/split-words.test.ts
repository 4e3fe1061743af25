import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinWords, splitWords } from './split-words.ts';

const wordsOf = (text: string) => {
  const words = splitWords(text);
  return words.ok ? words.value : words.error;
};

/** Each way in which a shell takes a word as it is. */
const quotings: readonly ((word: string) => string)[] = [
  (word) => joinWords([word]),
  (word) => `"${word.replaceAll(/["\\$`]/g, '\\$&')}"`,
  (word) => (word === '' ? "''" : word.replaceAll(/[^\n]/gu, '\\$&').replaceAll('\n', "'\n'")),
];
const anyCharacter = fc.oneof(
  fc.constantFrom("'", '"', '\\', ' ', '\t', '\n', '$', 'n'),
  fc.string({ unit: 'binary' }),
);
const anyWord = fc.array(anyCharacter, { maxLength: 8 }).map((parts) => parts.join(''));

describe('the words of a command line', () => {
  it.each([
    ['', []],
    ['  \t\n ', []],
    ['ip route add 10.0.0.0/8 via 10.0.1.1', ['ip', 'route', 'add', '10.0.0.0/8', 'via', '10.0.1.1']],
    [`vtysh -c 'show ip route' -c "a b"`, ['vtysh', '-c', 'show ip route', '-c', 'a b']],
    [`a'b c'"d e"\\ f`, ['ab cd e f']],
    [`'' ""`, ['', '']],
    [String.raw`"\"\\\$\n" '\"'`, [String.raw`"\$\n`, String.raw`\"`]],
    ['a\\\nb \\\n c "d\\\ne"', ['ab', 'c', 'de']],
    ['echo $HOME;ls|wc # *', ['echo', '$HOME;ls|wc', '#', '*']],
  ])('of %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it.each([
    [`echo 'a`, "has a quote ' that is not closed."],
    [`echo "a\\"`, 'has a quote " that is not closed.'],
    [`echo it's`, "has a quote ' that is not closed."],
    ['echo a\\', 'ends with a backslash.'],
  ])('are not those of %j', (text, message) => {
    expect(wordsOf(text)).toContain(message);
  });

  it('are any words, quoted in any way', () => {
    const quoted = fc.record({
      word: anyWord,
      quote: fc.constantFrom(...quotings),
      space: fc.constantFrom(' ', '\n\t'),
    });
    fc.assert(
      fc.property(fc.array(quoted, { maxLength: 5 }), (parts) => {
        const text = parts.map(({ word, quote, space }) => quote(word) + space).join('');
        expect(wordsOf(text)).toEqual(parts.map(({ word }) => word));
      }),
    );
  });
});
