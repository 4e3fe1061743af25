import { isAscii, isUtf8 } from 'node:buffer';
import { Duplex } from 'node:stream';

/**
 * Encodes the bytes that leave a host. The SSM agent reads a pseudo-terminal as UTF-8 and corrupts other bytes: it holds
 * back incomplete characters and drops two of the three bytes of U+FFFD (`processStdoutData` in its
 * agent/session/shell/shell.go). So each byte is sent as one character, U+0000 to U+00FF, in UTF-8. ASCII stays the same.
 * The agent does not change bytes in the other direction.
 */
export function bytesToText(bytes: Buffer): Buffer {
  return isAscii(bytes) ? bytes : Buffer.from(bytes.toString('latin1'), 'utf8');
}

/** The text is not the output of `bytesToText`. */
export class HostBytesError extends Error {
  override readonly name = 'HostBytesError';
}

/** Decodes text that arrives in pieces back to bytes. */
export class TextToBytes {
  /** The first byte of an incomplete character. */
  #lead: Buffer = nothing;

  /** @throws HostBytesError for a character above U+00FF and for invalid UTF-8 */
  read(text: Buffer): Buffer {
    if (this.#lead.length === 0 && isAscii(text)) return text;
    const whole = this.#lead.length === 0 ? text : Buffer.concat([this.#lead, text]);
    const last = whole.at(-1) ?? 0;
    const cut = last === 0xc2 || last === 0xc3 ? whole.length - 1 : whole.length;
    this.#lead = cut === whole.length ? nothing : Buffer.from([last]);
    const characters = whole.subarray(0, cut);
    const decoded = characters.toString('utf8');
    if (!isUtf8(characters) || aboveBytes.test(decoded)) {
      throw new HostBytesError('The host sent text that does not stand for bytes');
    }
    return Buffer.from(decoded, 'latin1');
  }
}

const nothing = Buffer.alloc(0);
/** Characters that stand for no byte. */
const aboveBytes = /[\u{100}-\u{10ffff}]/u;

/** The host's end of a connection. It encodes what is written with `bytesToText` and passes incoming bytes unchanged. */
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
