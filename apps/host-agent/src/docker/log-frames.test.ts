import { expect, it } from 'vitest';
import { lastLogLine } from './log-frames.ts';

function frame(text: string, stream = 1): Buffer {
  const body = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
}

it('finds the last line in Docker’s frames', () => {
  expect(lastLogLine(Buffer.concat([frame('one\ntw'), frame('o\n', 2)]))).toBe('two');
  expect(lastLogLine(frame('ends without a newline'))).toBe('ends without a newline');
  expect(lastLogLine(Buffer.alloc(0))).toBe('');
});

it('removes control characters and truncates long lines', () => {
  expect(lastLogLine(frame('\u001b[31mred\u0007\r\n'))).toBe('[31mred');
  expect(lastLogLine(frame('x'.repeat(9000)))).toHaveLength(500);
});

it('reads a frame that was cut off', () => {
  expect(lastLogLine(frame('whole\n').subarray(0, 10))).toBe('wh');
});
