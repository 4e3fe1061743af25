import { describe, expect, it } from 'vitest';
import { appendLines, emptyLog, logFile, mostLines, plainText, unseenLines } from './log-buffer.ts';

const line = (text: string, at = '2026-01-01T00:00:00.000Z') => ({ at, stream: 'STDOUT' as const, text });

describe('the lines of a log', () => {
  it('are numbered by arrival, and the oldest are dropped', () => {
    const log = appendLines(emptyLog, [line('a'), line('b')]);
    expect(log.lines.map(({ number }) => number)).toEqual([1, 2]);
    const full = appendLines(
      log,
      Array.from({ length: mostLines }, (_, index) => line(String(index))),
    );
    expect(full.lines).toHaveLength(mostLines);
    expect(full.lines[0]).toMatchObject({ number: 3, text: '0' });
    expect(appendLines(full, [line('z')], 7).dropped).toBe(2 + 1 + 7);
  });

  it('that arrive again are not repeated, and none is lost', () => {
    const later = '2026-01-01T00:00:01.000Z';
    const log = appendLines(emptyLog, [line('old'), line('x', later), line('x', later)]);
    const again = [
      line('x', later),
      line('x', later),
      line('x', later),
      line('y', later),
      line('z', '2026-01-01T00:00:02Z'),
    ];
    expect(unseenLines(log, again).map(({ text }) => text)).toEqual(['x', 'y', 'z']);
    expect(unseenLines(emptyLog, again)).toHaveLength(5);
  });

  it('are plain text on the page and in a file', () => {
    expect(plainText('\u001b[1;31mred\u001b[0m \u001b]0;title\u0007end')).toBe('red end');
    expect(logFile(appendLines(emptyLog, [line('\u001b[32mok')]).lines)).toBe(
      '2026-01-01T00:00:00.000Z stdout ok\n',
    );
  });
});
