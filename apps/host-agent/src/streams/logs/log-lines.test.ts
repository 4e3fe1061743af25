import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogLines, maxLineBytes } from './log-lines.ts';
import { LogMessageReader } from './log-messages.ts';
import { justAfter, parseLogQuery } from './log-query.ts';

const at = '2026-01-02T03:04:05.000000001Z';
const later = '2026-01-02T03:04:05.000000002Z';

/** A message as Docker frames it. */
function frame(text: string, stream = 1, time = at): Buffer {
  const body = Buffer.from(`${time} ${text}`);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
}

function lines(...frames: readonly Buffer[]) {
  const [reader, assembled] = [new LogMessageReader(), new LogLines()];
  const whole = frames.flatMap((one) => reader.read(one)).flatMap((message) => assembled.add(message));
  return [...whole, ...assembled.flush()];
}

describe('log lines', () => {
  it('are the same wherever the bytes are split', () => {
    const bytes = Buffer.concat([frame('one\n'), frame('zwei ü €\n', 2), frame('\n'), frame('end')]);
    const whole = lines(bytes);
    expect(whole.map(({ text, stream }) => `${stream} ${text}`)).toEqual([
      'stdout one',
      'stderr zwei ü €',
      'stdout ',
      'stdout end',
    ]);
    fc.assert(
      fc.property(fc.nat(bytes.length), (cut) => {
        expect(lines(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(whole);
      }),
    );
  });

  it('are joined from pieces, also around the other stream and within a character', () => {
    const euro = Buffer.from('€');
    const raw = [frame('a'), frame('between\n', 2), frame('b\n')];
    expect(lines(...raw).map(({ text }) => text)).toEqual(['between', 'ab']);
    const assembled = new LogLines();
    const message = { stream: 'stdout', at, complete: false } as const;
    assembled.add({ ...message, text: euro.subarray(0, 1) });
    expect(assembled.add({ ...message, text: euro.subarray(1), complete: true })[0]?.text).toBe('€');
  });

  it('are truncated at the limit with a mark, never within a character', () => {
    const [cut] = lines(frame('€'.repeat(5000)), frame('€'.repeat(5000)), frame('!\n'));
    expect(cut?.text).toBe(`${'€'.repeat(Math.floor(maxLineBytes / 3))} … (cut)`);
    const [fits] = lines(frame(`${'x'.repeat(maxLineBytes)}\n`));
    expect(fits?.text).toHaveLength(maxLineBytes);
  });

  it('end with their run, even if unfinished', () => {
    expect(lines(frame('unfin'), frame('next\n', 1, later)).map(({ text }) => text)).toEqual([
      'unfin',
      'next',
    ]);
  });

  it('are not read from data that is not a log', () => {
    expect(() => new LogMessageReader().read(Buffer.from('HTTP/1.1 400 Bad'))).toThrow('a log message of');
  });
});

describe('the log query', () => {
  const parse = (text: string) => parseLogQuery(new URLSearchParams(text));

  it('defaults to the last two hundred lines, or to all lines after a time', () => {
    expect(parse('')).toEqual({ tail: 200, since: null });
    expect(parse('since=2026-01-02T03:04:05.1Z')).toEqual({ tail: 10_000, since: '1767323045.100000001' });
    expect(parse('tail=0')).toEqual({ tail: 0, since: null });
  });

  it.each(['tail=', 'tail=1e3', 'tail=10001', 'tail=-1', 'since=1767323045', 'since='])(
    'refuses %s',
    (text) => {
      expect(() => parse(text)).toThrow();
    },
  );

  it('starts a nanosecond later, across seconds and in any time zone', () => {
    expect(justAfter('2026-01-02T03:04:05.999999999Z')).toBe('1767323046.000000000');
    expect(justAfter('2026-01-02T04:04:05+01:00')).toBe('1767323045.000000001');
  });
});
