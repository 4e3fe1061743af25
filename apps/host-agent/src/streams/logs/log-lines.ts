import type { LogLine } from '@pineapple/host-link/protocol';
import type { LogMessage } from './log-messages.ts';

/** The maximum length of a line in bytes, without the mark that it was cut. */
export const maxLineBytes = 16 * 1024;
const cutMark = ' … (cut)';

interface Pending {
  readonly at: string;
  readonly pieces: Buffer[];
  bytes: number;
}

/** Joins messages to lines: long lines come in pieces, and stdout and stderr may alternate. */
export class LogLines {
  readonly #pending = new Map<LogMessage['stream'], Pending>();

  /** Returns the lines that this message completes. */
  add(message: LogMessage): LogLine[] {
    const { stream, at, text } = message;
    let pending = this.#pending.get(stream);
    // All pieces of a line have the same time. Another time means that the pending line was never finished.
    const unfinished = pending && pending.at !== at ? this.#take(stream) : [];
    if (unfinished.length > 0) pending = undefined;
    pending ??= { at, pieces: [], bytes: 0 };
    if (pending.bytes <= maxLineBytes) pending.pieces.push(text);
    pending.bytes += text.length;
    this.#pending.set(stream, pending);
    return message.complete ? [...unfinished, ...this.#take(stream)] : unfinished;
  }

  /** Returns unfinished lines when the output has ended. */
  flush(): LogLine[] {
    return [...this.#pending.keys()].flatMap((stream) => this.#take(stream));
  }

  #take(stream: LogMessage['stream']): LogLine[] {
    const pending = this.#pending.get(stream);
    if (!pending) return [];
    this.#pending.delete(stream);
    return [{ at: pending.at, stream, text: decode(pending) }];
  }
}

function decode({ pieces, bytes }: Pending): string {
  const whole = pieces.length === 1 ? (pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(pieces);
  if (bytes <= maxLineBytes) return trimReturn(whole.toString('utf8'));
  // In streaming mode the decoder drops a character that was cut in two.
  const kept = new TextDecoder().decode(whole.subarray(0, maxLineBytes), { stream: true });
  return `${kept}${cutMark}`;
}

function trimReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
