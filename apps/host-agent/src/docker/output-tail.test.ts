import fc from 'fast-check';
import { expect, it } from 'vitest';
import { frame } from '../testing/docker-frame.ts';
import { OutputTail } from './output-tail.ts';

/** @param size of the pieces, in bytes */
function tailOf(output: Buffer, size = output.length + 1): string {
  const tail = new OutputTail();
  for (let at = 0; at < output.length; at += size) tail.add(output.subarray(at, at + size));
  return tail.text;
}

it('joins the frames of both streams, wherever they are cut', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 9 }), { maxLength: 6 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 20 }), (parts, size) => {
      const output = Buffer.concat(parts.map((part, index) => frame(part, 1 + (index % 2))));
      expect(tailOf(output, size)).toBe(tailOf(frame(parts.join(''))));
    }),
  );
  expect(tailOf(Buffer.concat([frame('one\ntw'), frame(''), frame('ö\n', 2)]), 1)).toBe('one twö');
});

it('keeps the end in one line, without control characters', () => {
  expect(tailOf(frame('\u001b[31mred\u001b[0m\u0007\r\n\n  and\tmore\n'))).toBe('red and more');
  expect(tailOf(Buffer.concat([frame('x'.repeat(9000)), frame('😀'.repeat(300))]), 1000)).toBe(
    '😀'.repeat(300),
  );
  expect(tailOf(Buffer.alloc(0))).toBe('');
});
