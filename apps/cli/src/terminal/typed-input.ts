import type { ReadStream } from 'node:tty';
import type { DetachKeys } from './detach-keys.ts';

const newline = 0x0a;
/** Ctrl-D: at the start of a line it ends the input, elsewhere it flushes the line. */
const endOfInput = 0x04;

interface TypedInputOptions {
  /** Sends the bytes. False when they can't be sent now. */
  readonly type: (bytes: Uint8Array<ArrayBuffer>) => boolean;
  /** Called for keys that were refused; null holds the input until it can be sent. */
  readonly refused: (() => void) | null;
  readonly keys: DetachKeys | null;
  leave(): void;
  /** Called after the last input. Without it, Ctrl-D is typed in its place. */
  readonly end?: () => void;
}

/**
 * Passes standard input to a terminal. Keys typed while the terminal is disconnected are refused, because their effect
 * after the reconnect is unknown. Piped input waits.
 */
export class TypedInput {
  readonly #stdin: ReadStream;
  readonly #options: TypedInputOptions;
  #held: Uint8Array<ArrayBuffer> | null = null;
  #last = newline;
  /** Standard input has ended. */
  #ended = false;
  #endSent = false;

  constructor(stdin: ReadStream, options: TypedInputOptions) {
    this.#stdin = stdin;
    this.#options = options;
    stdin.on('data', this.#read);
    stdin.on('end', this.#end);
    if (!options.refused) stdin.pause();
  }

  /** Pauses or continues the input. */
  flow(open: boolean): void {
    if (this.#options.refused) return;
    if (!open) return void this.#stdin.pause();
    const held = this.#held;
    this.#held = null;
    if (held) this.#type(held);
    if (this.#held) return;
    if (this.#ended) this.#end();
    else this.#stdin.resume();
  }

  stop(): void {
    this.#stdin.off('data', this.#read);
    this.#stdin.off('end', this.#end);
    this.#stdin.pause();
  }

  readonly #read = (chunk: Buffer): void => {
    const { bytes, leaves } = this.#options.keys?.read(chunk) ?? {
      bytes: new Uint8Array(chunk),
      leaves: false,
    };
    if (bytes.length > 0) this.#type(bytes);
    if (leaves) this.#options.leave();
  };

  readonly #end = (): void => {
    const { refused, leave, end } = this.#options;
    if (refused) return leave();
    this.#ended = true;
    if (this.#endSent || this.#held) return;
    this.#endSent = true;
    if (end) end();
    else this.#type(Uint8Array.from(this.#last === newline ? [endOfInput] : [endOfInput, endOfInput]));
  };

  #type(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#options.type(bytes)) {
      this.#last = bytes.at(-1) ?? this.#last;
    } else if (this.#options.refused) {
      this.#options.refused();
    } else {
      this.#held = this.#held ? Uint8Array.from([...this.#held, ...bytes]) : bytes;
      this.#stdin.pause();
    }
  }
}
