import type { ReadStream } from 'node:tty';
import type { DetachKeys } from './detach-keys.ts';

const newline = 0x0a;
/** Ctrl-D: the end of input at the start of a line, else the end of what was typed so far. */
const endOfInput = 0x04;

export interface TypedInputOptions {
  /** Types the bytes; false when they can't be taken now. */
  readonly type: (bytes: Uint8Array<ArrayBuffer>) => boolean;
  /** Told of keys that were refused; null keeps what comes until there is room. */
  readonly waits: (() => void) | null;
  readonly keys: DetachKeys | null;
  leave(): void;
}

/**
 * Standard input on its way into a terminal. A person's keys are refused while the terminal is away, since nobody knows
 * what they would hit when it is back; what is piped in waits.
 */
export class TypedInput {
  readonly #stdin: ReadStream;
  readonly #options: TypedInputOptions;
  #held: Uint8Array<ArrayBuffer> | null = null;
  #last = newline;

  constructor(stdin: ReadStream, options: TypedInputOptions) {
    this.#stdin = stdin;
    this.#options = options;
    stdin.on('data', this.#read);
    stdin.on('end', this.#end);
    if (!options.waits) stdin.pause();
  }

  /** Whether there is room for more. */
  flow(room: boolean): void {
    if (this.#options.waits) return;
    if (!room) return void this.#stdin.pause();
    const held = this.#held;
    this.#held = null;
    if (held) this.#type(held);
    if (!this.#held) this.#stdin.resume();
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
    if (this.#options.waits) return this.#options.leave();
    this.#type(Uint8Array.from(this.#last === newline ? [endOfInput] : [endOfInput, endOfInput]));
  };

  #type(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#options.type(bytes)) {
      this.#last = bytes.at(-1) ?? this.#last;
    } else if (this.#options.waits) {
      this.#options.waits();
    } else {
      this.#held = this.#held ? Uint8Array.from([...this.#held, ...bytes]) : bytes;
      this.#stdin.pause();
    }
  }
}
