import { readFileSync } from 'node:fs';
import { Duplex } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { askSharkd, type CallSharkd, type Question } from './ask-sharkd.ts';
import { SharkdConnection } from './sharkd-connection.ts';

interface Recorded {
  readonly method: string;
  readonly params: unknown;
  readonly answer: object;
}

/**
 * What sharkd 4.0 of Debian 12 answered about a capture of 36 frames: a ping, requests to a web server and a closed port, and a
 * malformed DNS query.
 */
const recorded = readFileSync(new URL('recorded-answers.ndjson', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

/** Answers in Docker's frames, in pieces, after a word on standard error as sharkd writes it. */
class RecordedSharkd extends Duplex {
  override _read(): void {
    // It pushes by itself.
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    const { id, method, params } = JSON.parse(chunk.toString()) as Recorded & { readonly id: number };
    const found = recorded.find((each) => each.method === method && isDeepStrictEqual(each.params, params));
    if (!found) throw new Error(`Not recorded: ${chunk.toString()}`);
    const line = Buffer.from(`${JSON.stringify({ ...found.answer, id })}\n`);
    this.push(frame(2, Buffer.from('Hello in child.\n')));
    for (let at = 0; at < line.length; at += 1000) this.push(frame(1, line.subarray(at, at + 1000)));
    done();
  }
}

function frame(stream: number, body: Buffer): Buffer {
  const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
}

/** Each question without the snapshot. */
type Unnumbered = {
  [K in Question['ask']]: Omit<Extract<Question, { ask: K }>, 'snapshot'>;
}[Question['ask']];

function ask(question: Unnumbered) {
  const sharkd = new SharkdConnection(new RecordedSharkd());
  const call: CallSharkd = (method, params) => sharkd.call(method, params);
  return askSharkd(call, { ...question, snapshot: 1 });
}

describe('askSharkd', () => {
  it('lists frames with their columns and colours, and counts those that match', async () => {
    const all = await ask({ ask: 'frames', filter: '', skip: 0, limit: 2 });
    expect(all).toMatchObject({
      matched: 36,
      rows: [{ number: 1, background: '#fce0ff', foreground: '#12272e' }, { number: 2 }],
    });
    const some = await ask({ ask: 'frames', filter: 'http || dns', skip: 4, limit: 3 });
    expect(some).toMatchObject({
      matched: 8,
      rows: [
        { number: 31, cells: ['31', '3.755579', '127.0.0.1', '127.0.0.1', 'DNS', '71', expect.any(String)] },
        {},
        {},
      ],
    });
  });

  it.each([
    ['tcp.flag', 'tcp.flag is neither a field nor a protocol name.'],
    ['tcp.port ==', 'Unexpected end of filter expression.'],
    ['http || dns', null],
    [' ', null],
  ])('says what is wrong with the filter "%s"', async (filter, problem) => {
    expect(await ask({ ask: 'check', filter })).toEqual({ problem });
  });

  it('refuses to list by a filter that is wrong', async () => {
    const answer = ask({ ask: 'frames', filter: 'tcp.flag', skip: 0, limit: 2 });
    await expect(answer).rejects.toMatchObject({
      code: 'FILTER',
      message: expect.stringContaining('tcp.flag'),
    });
  });

  it('completes the name of a field', async () => {
    const answer = await ask({ ask: 'complete', prefix: 'http.resp' });
    expect(answer).toMatchObject({
      fields: [{ name: 'http.response', description: 'Response' }, {}, {}, {}, {}, {}, {}, {}, {}],
    });
  });

  it('shows the layers of a malformed frame with their bytes, and the stream it belongs to', async () => {
    const answer = await ask({ ask: 'frame', number: 33 });
    expect(answer).toMatchObject({ streams: [{ protocol: 'UDP', stream: 0 }] });
    if (!('sources' in answer)) throw new Error('This is no frame');
    expect(Buffer.from(answer.sources[0]?.bytes ?? '', 'base64')).toHaveLength(53);
    const [, ethernet, , , , malformed] = answer.fields;
    expect(ethernet?.range).toEqual({ source: 0, start: 0, length: 14 });
    expect(ethernet?.fields[2]).toMatchObject({
      ...{ label: 'Type: IPv4 (0x0800)', filter: 'eth.type == 0x0800' },
      range: { start: 12, length: 2 },
    });
    expect(malformed).toMatchObject({ label: '[Malformed Packet: DNS]', severity: 'Error', range: null });
    await expect(ask({ ask: 'frame', number: 999 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('follows a stream, and refuses one that the capture does not have', async () => {
    const answer = await ask({ ask: 'follow', protocol: 'TCP', stream: 1 });
    expect(answer).toMatchObject({
      client: { address: '127.0.0.1', port: '40230', bytes: 82 },
      server: { port: '80', bytes: 207 },
      isCut: false,
      pieces: [{ frame: 10, isFromServer: false }, { frame: 12, isFromServer: true }, { frame: 14 }],
    });
    if (!('pieces' in answer)) throw new Error('This is no stream');
    expect(Buffer.from(answer.pieces[2]?.data ?? '', 'base64').toString()).toBe('Hello from the wire.\n');
    const missing = ask({ ask: 'follow', protocol: 'TCP', stream: 9 });
    await expect(missing).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('follows only the beginning of a stream that is too long', async () => {
    const asked: unknown[] = [];
    const call: CallSharkd = (method, params) => {
      asked.push(params);
      if (method === 'intervals') return Promise.resolve({ frames: 1000, bytes: 1024 * 1024 });
      if (method === 'frames') return Promise.resolve([{ num: 700, c: [] }]);
      return Promise.resolve({ shost: '', sport: '', sbytes: 0, chost: '', cport: '', cbytes: 0 });
    };
    expect(await askSharkd(call, { ask: 'follow', snapshot: 1, protocol: 'TCP', stream: 3 })).toMatchObject({
      isCut: true,
    });
    expect(asked.slice(1)).toEqual([
      { filter: 'tcp.stream == 3', skip: 500, limit: 1 },
      { follow: 'TCP', filter: 'tcp.stream == 3 && frame.number < 700' },
    ]);
  });

  it('counts frames in some hundred intervals, those without frames too', async () => {
    const asked: unknown[] = [];
    const call: CallSharkd = (method, params) => {
      asked.push({ method, params });
      if (method === 'status') return Promise.resolve({ frames: 9, duration: 60.5 });
      if (method === 'intervals')
        return Promise.resolve({
          intervals: [
            [0, 2, 196],
            [3, 7, 420],
          ],
          last: 3,
        });
      return Promise.resolve({ status: 'OK' });
    };
    expect(await askSharkd(call, { ask: 'volume', snapshot: 1, filter: 'icmp' })).toEqual({
      interval: 200,
      frames: [2, 0, 0, 7],
      bytes: [196, 0, 0, 420],
    });
    expect(asked.at(-1)).toEqual({ method: 'intervals', params: { filter: 'icmp', interval: 200 } });
  });

  it.each([
    [0, 1],
    [3.87, 10],
    [3600, 10_000],
    [10_000_000, 16_666_667],
  ])('of a capture of %d s takes intervals of %d ms', async (duration, interval) => {
    const call: CallSharkd = (method) =>
      Promise.resolve(method === 'status' ? { frames: 0, duration } : { intervals: [], last: 0 });
    const answer = await askSharkd(call, { ask: 'volume', snapshot: 1, filter: '' });
    expect(answer).toEqual({ interval, frames: [], bytes: [] });
  });

  it('refuses to count by a filter that is wrong', async () => {
    const answer = ask({ ask: 'volume', filter: 'tcp.flag' });
    await expect(answer).rejects.toMatchObject({ code: 'FILTER' });
  });

  it('lists conversations, the largest first, and remarks, the most severe first', async () => {
    const conversations = await ask({ ask: 'conversations', layer: 'TCP' });
    expect(conversations).toMatchObject({
      total: 4,
      rows: [{ a: '127.0.0.1:40232', b: '127.0.0.1:80', framesFromA: 6, bytesFromB: 924 }, {}, {}, {}],
    });
    expect(await ask({ ask: 'conversations', layer: 'Ethernet' })).toMatchObject({
      rows: [{ a: '00:00:00_00:00:00' }],
    });
    const expert = await ask({ ask: 'expert' });
    if (!('total' in expert)) throw new Error('These are no remarks');
    expect(expert.rows.slice(0, 3)).toMatchObject([
      { frame: 33, severity: 'Error', group: 'Malformed', protocol: 'DNS' },
      { frame: 6, severity: 'Warning', message: 'Connection reset (RST)' },
      { frame: 36, severity: 'Warning' },
    ]);
  });
});

describe('SharkdConnection', () => {
  /** Takes everything, and answers what the test pushes. */
  const silent = () => new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });

  it('fails what is asked when the dissector dies, and everything after', async () => {
    const stream = silent();
    const sharkd = new SharkdConnection(stream);
    const asked = sharkd.call('status');
    stream.destroy();
    await expect(asked).rejects.toMatchObject({ name: 'SharkdGone', isStuck: false });
    await expect(sharkd.call('status')).rejects.toMatchObject({ name: 'SharkdGone' });
  });

  it('gives up on a dissector that takes too long', async () => {
    const stream = silent();
    const sharkd = new SharkdConnection(stream, 1);
    await expect(sharkd.call('status')).rejects.toMatchObject({ name: 'SharkdGone', isStuck: true });
    expect(stream.destroyed).toBe(true);
  });

  it.each([
    ['what is not JSON', Buffer.from('oops\n')],
    ['a line without end', Buffer.alloc(17 * 1024 * 1024, 'x')],
  ])('gives up on %s', async (_what, output) => {
    const stream = silent();
    const asked = new SharkdConnection(stream).call('status');
    stream.push(frame(1, output));
    await expect(asked).rejects.toMatchObject({ name: 'SharkdGone', isStuck: true });
  });
});
