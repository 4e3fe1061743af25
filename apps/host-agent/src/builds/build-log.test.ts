import { expect, it } from 'vitest';
import { BuildLog } from './build-log.ts';

function readerOf(log: BuildLog): string[] {
  const seen: string[] = [];
  log.read({ onLine: (line) => seen.push(line), onLayer: () => undefined, onEnd: () => seen.push('(end)') });
  return seen;
}

it('gives a reader the lines so far, those that follow, and the end', () => {
  const log = new BuildLog();
  log.add('Step 1');
  log.write('one\r\ntw');
  const seen = readerOf(log);
  log.write('o\nrest');
  log.end();
  expect(seen).toEqual(['Step 1', 'one', 'two', 'rest', '(end)']);
  expect(readerOf(log)).toEqual(seen);
});

it('leaves out colours and control characters, and keeps the last state of a progress bar', () => {
  const log = new BuildLog();
  log.write('\u001b[31mred\u001b[0m\u0007\n 1%\r50%\r100%\r\n');
  expect(readerOf(log)).toEqual(['red', '100%']);
});

it('keeps the last lines, each of a bounded length', () => {
  const log = new BuildLog();
  for (let line = 0; line < 2010; line += 1) log.add(`line ${line}`);
  log.write('x'.repeat(100_000));
  log.end();
  const seen = readerOf(log);
  expect(seen).toHaveLength(2001);
  expect(seen[0]).toBe('line 11');
  expect(seen.at(-2)).toBe('x'.repeat(500));
});
