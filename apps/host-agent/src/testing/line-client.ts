import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2';
import type { z } from 'zod';

/** Reads an answer of lines of JSON, each checked. */
export class LineClient<T> {
  readonly stream: ClientHttp2Stream;
  readonly lines: T[] = [];
  readonly closed: Promise<void>;
  status = 0;
  refusal = '';
  readonly #waiting = new Set<() => void>();

  constructor(session: ClientHttp2Session, schema: z.ZodType<T>, headers: Readonly<Record<string, string>>) {
    this.stream = session.request(headers);
    this.stream.end();
    let tail = '';
    this.stream.once('response', (answer) => {
      this.status = Number(answer[':status']);
      this.stream.setEncoding('utf8').on('data', (text: string) => {
        if (this.status === 200) {
          const lines = (tail + text).split('\n');
          tail = lines.pop() ?? '';
          this.lines.push(...lines.map((line) => schema.parse(JSON.parse(line))));
        } else this.refusal += text;
        this.#look();
      });
    });
    this.stream.on('error', () => undefined);
    this.closed = new Promise((resolve) => this.stream.once('close', resolve));
    void this.closed.then(() => this.#look());
  }

  async until(what: string, condition: () => boolean, timeoutMs = 20_000): Promise<void> {
    if (condition()) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = (): void => {
      if (condition()) resolve();
    };
    const seen = (): string => JSON.stringify(this.lines.slice(-5)).slice(0, 2000);
    const timer = setTimeout(
      () => reject(new Error(`${what} did not happen: ${this.status} ${this.refusal} ${seen()}`)),
      timeoutMs,
    );
    this.#waiting.add(look);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(look);
    }
  }

  async leave(): Promise<void> {
    this.stream.close();
    await this.closed;
  }

  #look(): void {
    for (const look of this.#waiting) look();
  }
}
