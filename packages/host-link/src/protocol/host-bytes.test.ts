import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToText, HostBytesError, TextToBytes, writeAsText } from './host-bytes.ts';

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));

describe('the text of a host’s bytes', () => {
  it('keeps ASCII unchanged', () => {
    const text = Buffer.from('PRI * HTTP/2.0\r\n\0');
    expect(bytesToText(text)).toBe(text);
    expect(new TextToBytes().read(text)).toBe(text);
  });

  it('is UTF-8 without U+FFFD for any bytes', () => {
    fc.assert(
      fc.property(bytes, (sent) => {
        const text = bytesToText(sent).toString('utf8');
        expect(Buffer.from(text, 'latin1')).toEqual(sent);
        expect(text).not.toContain('\ufffd');
      }),
    );
  });

  it('decodes to the same bytes, wherever it is cut', () => {
    fc.assert(
      fc.property(bytes, fc.array(fc.nat(600)), (sent, cuts) => {
        const text = bytesToText(sent);
        const reader = new TextToBytes();
        const at = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
        const pieces = at
          .slice(1)
          .map((end, index) => Buffer.from(reader.read(text.subarray(at[index], end))));
        expect(Buffer.concat(pieces)).toEqual(sent);
      }),
    );
  });

  it.each([[[0xff]], [[0x80]], [[0xc4, 0x80]], [[0xc3, 0x41]], [[0xef, 0xbf, 0xbd]], [[0xc0, 0x80]]])(
    'is refused when it contains %j, which stands for no byte',
    (wrong) => {
      expect(() => new TextToBytes().read(Buffer.from(wrong))).toThrow(HostBytesError);
    },
  );
});

describe('the host’s end of a connection', () => {
  it('encodes writes, passes reads unchanged and ends with its peer', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = createConnection((server.address() as AddressInfo).port, '127.0.0.1');
    const [socket] = (await once(server, 'connection')) as [typeof client];
    const end = writeAsText(socket);
    const all = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    const [answer, question] = [buffer(client), buffer(end)];
    end.write(all);
    client.end(all);
    expect(await question).toEqual(all);
    end.end();
    expect(new TextToBytes().read(await answer)).toEqual(all);
    server.close();
  });
});
