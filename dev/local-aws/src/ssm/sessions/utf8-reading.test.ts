import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Utf8Reading } from './utf8-reading.ts';

it('passes complete characters, wherever a read splits them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.nat(100)), (text, cuts) => {
      fc.pre(!text.includes('\ufffd') && text.isWellFormed());
      const bytes = Buffer.from(text);
      const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
      const reading = new Utf8Reading();
      const passed = at
        .slice(1)
        .map((end, index) => Buffer.from(reading.read(bytes.subarray(at[index], end))));
      expect(Buffer.concat(passed).toString()).toBe(text);
    }),
  );
});

it('holds back an incomplete character at the end of a read, as the agent does', () => {
  const reading = new Utf8Reading();
  expect(reading.read(Buffer.from([0x41, 0xff])).toString('hex')).toBe('41');
  expect(reading.read(Buffer.from('abcd')).toString('hex')).toBe('ff61626364');
});

it('passes one byte of U+FFFD, as the agent does', () => {
  expect(new Utf8Reading().read(Buffer.from('\ufffdabc')).toString('hex')).toBe('ef616263');
});
