import { expect, it } from 'vitest';
import { frame } from '../testing/docker-frame.ts';
import { lastLogLine } from './log-frames.ts';

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
