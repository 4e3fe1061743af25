import { expect, it } from 'vitest';
import { OutputFrames } from './output-frames.ts';

const frame = (stream: number, text: string): Buffer => {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
};

it.each([1, 3, 8, 1000])('finds the standard output in pieces of %i bytes', (size) => {
  const all = Buffer.concat([frame(2, 'a warning'), frame(1, 'first '), frame(1, ''), frame(1, 'second')]);
  const frames = new OutputFrames();
  let output = '';
  for (let at = 0; at < all.length; at += size) output += frames.read(all.subarray(at, at + size)).toString();
  expect(output).toBe('first second');
});
