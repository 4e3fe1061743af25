import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OutputRing, resumePoint } from './output-ring.ts';

/** Reads everything from a position on. */
function readAll(ring: OutputRing, from: number): Buffer {
  const pieces: Buffer[] = [];
  for (let at = from; at < ring.end;) {
    const piece = ring.read(at, 1000);
    pieces.push(piece);
    at += piece.length;
  }
  return Buffer.concat(pieces);
}

it('keeps at least its capacity of the last bytes, and passes on what it drops in order', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 20_000 }), { maxLength: 30 }), (pieces) => {
      const dropped: Buffer[] = [];
      const ring = new OutputRing(100_000, (bytes) => dropped.push(Buffer.from(bytes)));
      const all = Buffer.concat(pieces);
      for (const piece of pieces) ring.append(piece);
      expect(ring.end).toBe(all.length);
      expect(ring.end - ring.start).toBeGreaterThanOrEqual(Math.min(all.length, 100_000));
      expect(readAll(ring, ring.start)).toEqual(all.subarray(ring.start));
      expect(Buffer.concat(dropped)).toEqual(all.subarray(0, ring.start));
      expect(ring.allocatedBytes).toBeLessThan(300_000);
    }),
  );
});

it('takes little memory for little output', () => {
  const ring = new OutputRing(1024 * 1024);
  expect(ring.allocatedBytes).toBe(0);
  ring.append(Buffer.from('$ '));
  expect(ring.allocatedBytes).toBe(4096);
});

it('returns bytes that do not change when more is appended', () => {
  const ring = new OutputRing(64 * 1024);
  ring.append(Buffer.from('first'));
  const seen = ring.read(0, 5);
  for (let turn = 0; turn < 100; turn += 1) ring.append(Buffer.alloc(10_000, 'x'));
  expect(seen.toString()).toBe('first');
  expect(ring.start).toBeGreaterThan(5);
});

it.each([
  ['half a line\nthe next', 12],
  ['31mred\u001b[0m', 6],
  ['\u0000\u0000', 0],
])('resumes after a line or at an escape sequence: %j at %i', (text, start) => {
  expect(resumePoint(Buffer.from(text))).toBe(start);
});

it('never resumes within a character', () => {
  expect(resumePoint(Buffer.from('é€').subarray(1))).toBe(1);
  expect(resumePoint(Buffer.from('€').subarray(1))).toBe(0);
});
