import { isAscii } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSevenBits, sevenBitLength, writeSevenBits } from './seven-bits.ts';

function write(bytes: Uint8Array): Buffer {
  const target = Buffer.alloc(sevenBitLength(bytes.length));
  writeSevenBits(bytes, target, 0);
  return target;
}

describe('bytes in seven bits', () => {
  it('are ASCII and decode to the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = write(bytes);
        expect(isAscii(text)).toBe(true);
        expect(readSevenBits(text)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('start with the highest bits', () => {
    expect([...write(Uint8Array.of(0xff))]).toEqual([0x7f, 0x40]);
    expect([...write(Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0x81))]).toEqual([0x40, 0, 0, 0, 0, 0, 1, 1]);
  });

  it('are written at the given position only', () => {
    const target = Buffer.alloc(20, 0x55);
    writeSevenBits(Buffer.alloc(9, 0xff), target, 5);
    expect(target.toString('hex')).toBe(`${'55'.repeat(5)}${'7f'.repeat(10)}60${'55'.repeat(4)}`);
  });

  it('are decoded from the middle of a larger buffer', () => {
    const text = Buffer.concat([Buffer.from('xxx'), write(Buffer.from('some words of text'))]);
    expect(readSevenBits(text.subarray(3)).toString()).toBe('some words of text');
  });
});
