import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogLines, longestLineBytes } from './log-lines.ts';
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

describe('lines of a log', () => {
  it('come out the same wherever the bytes are cut', () => {
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

  it('are put together from pieces, while the other output speaks, through the middle of a character', () => {
    const euro = Buffer.from('€');
    const raw = [frame('a'), frame('between\n', 2), frame('b\n')];
    expect(lines(...raw).map(({ text }) => text)).toEqual(['between', 'ab']);
    const assembled = new LogLines();
    const message = { stream: 'stdout', at, complete: false } as const;
    assembled.add({ ...message, text: euro.subarray(0, 1) });
    expect(assembled.add({ ...message, text: euro.subarray(1), complete: true })[0]?.text).toBe('€');
  });

  it('are cut at the limit with a mark, never inside a character', () => {
    const [cut] = lines(frame('€'.repeat(5000)), frame('€'.repeat(5000)), frame('!\n'));
    expect(cut?.text).toBe(`${'€'.repeat(Math.floor(longestLineBytes / 3))} … (cut)`);
    const [fits] = lines(frame(`${'x'.repeat(longestLineBytes)}\n`));
    expect(fits?.text).toHaveLength(longestLineBytes);
  });

  it('end where the next start begins, when a run left one unfinished', () => {
    expect(lines(frame('unfin'), frame('next\n', 1, later)).map(({ text }) => text)).toEqual([
      'unfin',
      'next',
    ]);
  });

  it('are not read from what is no log', () => {
    expect(() => new LogMessageReader().read(Buffer.from('HTTP/1.1 400 Bad'))).toThrow('a message of');
  });
});

describe('what is asked of a log', () => {
  const parse = (text: string) => parseLogQuery(new URLSearchParams(text));

  it('is the last two hundred lines, or all that came after a moment', () => {
    expect(parse('')).toEqual({ tail: 200, since: null });
    expect(parse('since=2026-01-02T03:04:05.1Z')).toEqual({ tail: 10_000, since: '1767323045.100000001' });
    expect(parse('tail=0')).toEqual({ tail: 0, since: null });
  });

  it.each(['tail=', 'tail=1e3', 'tail=10001', 'tail=-1', 'since=1767323045', 'since='])(
    'is refused as %s',
    (text) => {
      expect(() => parse(text)).toThrow();
    },
  );

  it('goes on a nanosecond later, over the end of a second and whatever the zone', () => {
    expect(justAfter('2026-01-02T03:04:05.999999999Z')).toBe('1767323046.000000000');
    expect(justAfter('2026-01-02T04:04:05+01:00')).toBe('1767323045.000000001');
  });
});
