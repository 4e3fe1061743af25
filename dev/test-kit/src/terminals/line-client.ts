import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2';
import type { z } from 'zod';
import { Conditions } from '../waiting/conditions.ts';

/** Reads an agent's answer of JSON lines and validates each. */
export class LineClient<T> {
  readonly stream: ClientHttp2Stream;
  readonly lines: T[] = [];
  readonly closed: Promise<void>;
  status = 0;
  refusal = '';
  readonly #conditions = new Conditions();

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
        this.#conditions.check();
      });
    });
    this.stream.on('error', () => undefined);
    this.closed = new Promise((resolve) => this.stream.once('close', resolve));
    void this.closed.then(() => this.#conditions.check());
  }

  until(what: string, condition: () => boolean, timeoutMs = 120_000): Promise<void> {
    const seen = (): string =>
      `${this.status} ${this.refusal} ${JSON.stringify(this.lines.slice(-5)).slice(0, 2000)}`;
    return this.#conditions.until(condition, { what, seen, timeoutMs });
  }

  async leave(): Promise<void> {
    this.stream.close();
    await this.closed;
  }
}
