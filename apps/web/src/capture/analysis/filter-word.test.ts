import { expect, it } from 'vitest';
import { complete, wordAt } from './filter-word.ts';

it.each([
  ['tcp.fl', 6, { start: 0, text: 'tcp.fl' }],
  ['ip.src == 10.0.0.1 && http.re', 29, { start: 22, text: 'http.re' }],
  ['!(arp', 5, { start: 2, text: 'arp' }],
  ['tcp.port == 80', 3, { start: 0, text: 'tcp' }],
])('finds the field in "%s" before %i', (filter, cursor, word) => {
  expect(wordAt(filter, cursor)).toEqual(word);
});

it.each([
  ['t', 1],
  ['tcp.port == 80', 14],
  ['http.host == "exam', 18],
  ['', 0],
])('finds no field in "%s" before %i', (filter, cursor) => {
  expect(wordAt(filter, cursor)).toBeNull();
});

it('completes a word and leaves what is around it', () => {
  const filter = 'arp || tcp.fl == 2';
  expect(complete(filter, { start: 7, text: 'tcp.fl' }, 'tcp.flags')).toEqual({
    filter: 'arp || tcp.flags == 2',
    cursor: 16,
  });
});
