import { isAscii, isUtf8 } from 'node:buffer';
import { Duplex } from 'node:stream';

/**
 * How bytes leave a host. The SSM agent reads a pseudo-terminal as UTF-8: it holds back up to three bytes at the end of a
 * read that are no whole character, and of U+FFFD it drops two bytes of three (`processStdoutData` in its
 * agent/session/shell/shell.go). So what a host sends travels as text: each byte is one character, U+0000 to U+00FF, in
 * UTF-8. ASCII stays as it is. What is sent to a host is not touched by the agent and needs none of this.
 */
export function bytesToText(bytes: Buffer): Buffer {
  return isAscii(bytes) ? bytes : Buffer.from(bytes.toString('latin1'), 'utf8');
}

/** Text that no `bytesToText` made. */
export class HostBytesError extends Error {
  override readonly name = 'HostBytesError';
}

/** Turns text back into the bytes it stands for, whatever pieces it arrives in. */
export class TextToBytes {
  /** The first byte of a character whose second has not arrived. */
  #lead: Buffer = nothing;

  /** @throws HostBytesError for a character above U+00FF, or what is not UTF-8 */
  read(text: Buffer): Buffer {
    if (this.#lead.length === 0 && isAscii(text)) return text;
    const whole = this.#lead.length === 0 ? text : Buffer.concat([this.#lead, text]);
    const last = whole.at(-1) ?? 0;
    const cut = last === 0xc2 || last === 0xc3 ? whole.length - 1 : whole.length;
    this.#lead = cut === whole.length ? nothing : Buffer.from([last]);
    const characters = whole.subarray(0, cut);
    const decoded = characters.toString('utf8');
    if (!isUtf8(characters) || aboveBytes.test(decoded)) {
      throw new HostBytesError('What the host sends is not bytes as text');
    }
    return Buffer.from(decoded, 'latin1');
  }
}

const nothing = Buffer.alloc(0);
/** A character that stands for no byte. */
const aboveBytes = /[\u{100}-\u{10ffff}]/u;

/** The host's end of a connection: what is written to it leaves as text, what arrives is handed on as it is. */
export function writeAsText(connection: Duplex): Duplex {
  const end = new Duplex({
    allowHalfOpen: false,
    readableHighWaterMark: 16 * 1024,
    writableHighWaterMark: 16 * 1024,
    read: () => void connection.resume(),
    write: (bytes: Buffer, _encoding, done) => void connection.write(bytesToText(bytes), done),
    writev: (chunks, done) => {
      const whole = Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer));
      connection.write(bytesToText(whole), done);
    },
    final: (done) => void connection.end(done),
    destroy: (error, done) => {
      connection.destroy(error ?? undefined);
      done(error);
    },
  });
  connection.on('data', (bytes: Buffer) => {
    if (!end.push(bytes)) connection.pause();
  });
  connection.once('end', () => end.push(null));
  connection.once('error', (error) => end.destroy(error));
  connection.once('close', () => end.destroy());
  return end;
}
