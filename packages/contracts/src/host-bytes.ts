import { isAscii } from 'node:buffer';
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
  /** The first byte of a character whose second has not arrived; 0 for none. */
  #lead = 0;

  /** @throws HostBytesError for a character above U+00FF, or what is not UTF-8 */
  read(text: Buffer): Buffer {
    if (this.#lead === 0 && isAscii(text)) return text;
    const bytes = Buffer.allocUnsafe(text.length);
    let lead = this.#lead;
    let length = 0;
    for (const byte of text) {
      if (lead !== 0) {
        if ((byte & 0xc0) !== 0x80) throw unexpected(byte);
        bytes[length++] = ((lead & 0x03) << 6) | (byte & 0x3f);
        lead = 0;
      } else if (byte < 0x80) {
        bytes[length++] = byte;
      } else if (byte === 0xc2 || byte === 0xc3) {
        lead = byte;
      } else {
        throw unexpected(byte);
      }
    }
    this.#lead = lead;
    return bytes.subarray(0, length);
  }
}

function unexpected(byte: number): HostBytesError {
  return new HostBytesError(`The byte 0x${byte.toString(16)} has no place in what a host sends`);
}

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
