import type { Duplex } from 'node:stream';
import { z } from 'zod';
import { OutputFrames } from '../../docker/output-frames.ts';

/** Longer than a filter over a full recording takes on a busy host. */
const answerTimeoutMs = 20_000;
/** Longer answers are refused before they are parsed. */
const longestLine = 16 * 1024 * 1024;

const answer = z.object({
  id: z.number(),
  result: z.unknown().optional(),
  error: z.object({ code: z.number(), message: z.string() }).optional(),
});

/** The dissector refused a request. */
export class SharkdError extends Error {
  override readonly name = 'SharkdError';
}

/** The dissector has ended, or was ended because it did not answer in time or size. */
export class SharkdGone extends Error {
  override readonly name = 'SharkdGone';
  /** Whether it may still be running. */
  readonly isStuck: boolean;

  constructor(message: string, isStuck: boolean) {
    super(message);
    this.isStuck = isStuck;
  }
}

interface Waiting {
  readonly id: number;
  readonly answered: PromiseWithResolvers<unknown>;
}

/**
 * A conversation with `sharkd -`: JSON-RPC 2.0, one object a line, one request at a time.
 * Source: https://wiki.wireshark.org/sharkd-JSON-RPC.
 */
export class SharkdConnection {
  readonly #stream: Duplex;
  readonly #frames = new OutputFrames();
  readonly #timeoutMs: number;
  #line: Buffer[] = [];
  #lineBytes = 0;
  #waiting: Waiting | null = null;
  #asked = 0;
  #end: SharkdGone | null = null;

  /** @param stream its input and, in Docker's frames, its output */
  constructor(stream: Duplex, timeoutMs = answerTimeoutMs) {
    this.#stream = stream;
    this.#timeoutMs = timeoutMs;
    stream.on('data', (piece: Buffer) => this.#read(this.#frames.read(piece)));
    stream.once('close', () => this.#gone(new SharkdGone('The dissector ended', false)));
  }

  get isOpen(): boolean {
    return this.#end === null;
  }

  /** @throws SharkdError with the dissector's reason @throws SharkdGone */
  async call(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    if (this.#end) throw this.#end;
    if (this.#waiting) throw new Error('The dissector is still busy with another request');
    this.#asked += 1;
    const answered = Promise.withResolvers<unknown>();
    this.#waiting = { id: this.#asked, answered };
    const late = setTimeout(() => {
      this.#gone(new SharkdGone('The dissector took too long', true));
    }, this.#timeoutMs);
    this.#stream.write(`${JSON.stringify({ jsonrpc: '2.0', id: this.#asked, method, params })}\n`);
    try {
      return await answered.promise;
    } finally {
      clearTimeout(late);
      this.#waiting = null;
    }
  }

  close(): void {
    this.#gone(new SharkdGone('The dissector was closed', false));
  }

  #read(output: Buffer): void {
    let rest = output;
    for (let end = rest.indexOf('\n'); end >= 0 && this.isOpen; end = rest.indexOf('\n')) {
      this.#line.push(rest.subarray(0, end));
      this.#answer(Buffer.concat(this.#line).toString('utf8'));
      this.#line = [];
      this.#lineBytes = 0;
      rest = rest.subarray(end + 1);
    }
    this.#lineBytes += rest.length;
    if (this.#lineBytes > longestLine)
      return this.#gone(new SharkdGone('The answer of the dissector is too long', true));
    this.#line.push(rest);
  }

  #answer(line: string): void {
    const read = parse(line);
    if (read === null) return this.#gone(new SharkdGone('The dissector wrote what is not JSON', true));
    if (read.id !== this.#waiting?.id) return;
    const { answered } = this.#waiting;
    if (read.error) answered.reject(new SharkdError(read.error.message));
    else answered.resolve(read.result);
  }

  #gone(end: SharkdGone): void {
    if (this.#end) return;
    this.#end = end;
    this.#line = [];
    this.#waiting?.answered.reject(end);
    this.#stream.destroy();
  }
}

function parse(line: string): z.infer<typeof answer> | null {
  try {
    return answer.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
