import type { LogLine } from '@pineapple/host-link/protocol';
import type { LogMessage } from './log-messages.ts';

/** The longest line that is handed on, in bytes; the mark comes on top. */
export const longestLineBytes = 16 * 1024;
const cutMark = ' … (cut)';

interface Pending {
  readonly at: string;
  readonly pieces: Buffer[];
  bytes: number;
}

/** Puts messages together to lines: long ones come in pieces, and the two outputs may take turns. */
export class LogLines {
  readonly #pending = new Map<LogMessage['stream'], Pending>();

  /** The lines that this message ends. */
  add(message: LogMessage): LogLine[] {
    const { stream, at, text } = message;
    let pending = this.#pending.get(stream);
    // The pieces of one line carry one time; after another, what was begun never came to its end.
    const broken = pending && pending.at !== at ? this.#take(stream) : [];
    if (broken.length > 0) pending = undefined;
    pending ??= { at, pieces: [], bytes: 0 };
    if (pending.bytes <= longestLineBytes) pending.pieces.push(text);
    pending.bytes += text.length;
    this.#pending.set(stream, pending);
    return message.complete ? [...broken, ...this.#take(stream)] : broken;
  }

  /** What is left when the output has ended. */
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
  if (bytes <= longestLineBytes) return trimReturn(whole.toString('utf8'));
  // In streaming mode a character that was cut in two is left out.
  const kept = new TextDecoder().decode(whole.subarray(0, longestLineBytes), { stream: true });
  return `${kept}${cutMark}`;
}

function trimReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
