import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A frame that left the host's end of a wire, towards its container. */
export interface SentFrame {
  /** By the kernel's clock, in milliseconds since 1970. */
  readonly at: number;
  /** Of its payload, in bytes. */
  readonly length: number;
}

/** A wire is known by the part of its name that is its container's. */
const line = /^(\d+\.\d+) (pb\w{6})\w{6} +Out .*length (\d+)$/;

/**
 * Sees the frames of a sender on all wires of a lab, after all that their links do: tcpdump in the lab's namespace. Times are
 * the kernel's, so that a busy machine reads them late, but not wrongly.
 */
export class WireWatch implements Disposable {
  readonly #process: ChildProcessByStdio<null, Readable, Readable>;
  readonly #frames = new Map<string, SentFrame[]>();
  readonly #waiting = new Set<() => void>();
  #ended: string | null = null;

  private constructor(namespace: string, filter: string) {
    const tcpdump = ['tcpdump', '-i', 'any', '-Q', 'out', '-n', '-q', '-l', '-tt', '-B', '16384', filter];
    this.#process = spawn('nsenter', [`--net=/run/netns/${namespace}`, ...tcpdump], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    createInterface({ input: this.#process.stdout }).on('line', (text) => this.#note(text));
    this.#process.on('close', (code) => {
      this.#ended = `tcpdump ended with status ${code}`;
      this.#check();
    });
    this.#process.on('error', (error) => {
      this.#ended = error.message;
      this.#check();
    });
  }

  /** Resolves when it sees frames. */
  static async open(namespace: string, filter: string, wires: readonly string[]): Promise<WireWatch> {
    const watch = new WireWatch(namespace, filter);
    watch.#process.stderr.resume();
    await watch.until('each wire has frames', () => wires.every((wire) => watch.of(wire).length > 0));
    return watch;
  }

  of(wire: string): readonly SentFrame[] {
    return this.#frames.get(wire) ?? [];
  }

  last(wire: string): number {
    return this.of(wire).at(-1)?.at ?? 0;
  }

  forget(): void {
    this.#frames.clear();
  }

  /**
   * Waits for something that frames bring about.
   * @throws Error that says what did not happen in ten seconds
   */
  async until(what: string, holds: () => boolean): Promise<void> {
    const done = Promise.withResolvers<void>();
    const timer = setTimeout(() => done.reject(new Error(`Waited 10 s until ${what}.`)), 10_000);
    const check = (): void => {
      if (this.#ended !== null) done.reject(new Error(`Waited until ${what}, but ${this.#ended}.`));
      else if (holds()) done.resolve();
    };
    this.#waiting.add(check);
    check();
    try {
      await done.promise;
    } finally {
      this.#waiting.delete(check);
      clearTimeout(timer);
    }
  }

  [Symbol.dispose](): void {
    this.#process.kill('SIGKILL');
  }

  #note(text: string): void {
    const [, seconds, wire = '', length] = line.exec(text) ?? [];
    if (seconds === undefined) return;
    const frames = this.#frames.get(wire) ?? [];
    frames.push({ at: Number(seconds) * 1000, length: Number(length) });
    this.#frames.set(wire, frames);
    this.#check();
  }

  #check(): void {
    for (const each of this.#waiting) each();
  }
}
