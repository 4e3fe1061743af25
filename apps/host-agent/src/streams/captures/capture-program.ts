import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { type CapturedPacket, PcapReader } from '@pineapple/host-link/capture';
import { bareEnvironment } from './compile-filter.ts';

const mostErrorCharacters = 4096;

/** Why the program ended: its interface was deleted, it has as many packets as requested, or something failed. */
export type ProgramEnd = 'gone' | 'counted' | { readonly failure: string };

interface CaptureListener {
  readonly packets: (packets: readonly CapturedPacket[]) => void;
  /** It waits for its interface or network, or has found it. It says so at its start, too. */
  readonly waiting: (isWaiting: boolean) => void;
  /** @param total how many packets the kernel has lost so far */
  readonly dropped: (total: number) => void;
  /** @param received how many packets passed the filter; null if it did not say so */
  readonly ended: (end: ProgramEnd, received: number | null) => void;
}

/** A running capture program (`native/capture.c`). Its output is always read: its pipe never fills. */
export class CaptureProgram {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #reader = new PcapReader();
  readonly #listener: CaptureListener;
  readonly #started = Promise.withResolvers<boolean>();
  #errorOutput = '';
  #line = '';
  #received: number | null = null;
  #end: ProgramEnd | null = null;

  /**
   * @param args of `nsenter`, which runs the program in the lab's namespace
   * @param filter as instructions of the kernel
   */
  constructor(args: readonly string[], filter: Buffer, listener: CaptureListener) {
    this.#listener = listener;
    this.#child = spawn('nsenter', args, { stdio: ['pipe', 'pipe', 'pipe'], env: bareEnvironment });
    // It may end before it has read the filter.
    this.#child.stdin.on('error', () => undefined).end(filter);
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
    this.#child.stdout.on('data', (bytes: Buffer) => this.#read(bytes));
    this.#child.on('error', (error) => (this.#errorOutput += error.message));
    this.#child.once('close', () => {
      this.#started.resolve(false);
      listener.ended(this.#end ?? { failure: this.#errorOutput.trim() || 'it was ended' }, this.#received);
    });
  }

  /** Resolves with true once it captures, and with false when it ended before. */
  get started(): Promise<boolean> {
    return this.#started.promise;
  }

  /** Ends it at once. What it has not delivered is lost. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Ends it because its interface will not come back. */
  giveUp(): void {
    this.#end ??= 'gone';
    this.kill();
  }

  #read(bytes: Buffer): void {
    try {
      const packets = this.#reader.read(bytes);
      if (this.#reader.header !== null) this.#started.resolve(true);
      if (packets.length > 0) this.#listener.packets(packets);
    } catch (error) {
      this.#errorOutput = error instanceof Error ? error.message : String(error);
      this.kill();
    }
  }

  #hear(text: string): void {
    const lines = `${this.#line}${text}`.slice(-mostErrorCharacters).split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) {
      const [word = '', rest = ''] = line.split(' ');
      if (word === 'dropped') this.#listener.dropped(Number(rest));
      else if (word === 'received') this.#received = Number(rest);
      else if (line === 'waiting' || line === 'capturing') this.#listener.waiting(line === 'waiting');
      else if (line === 'end gone') this.#end = 'gone';
      else if (line === 'end counted') this.#end = 'counted';
      else this.#errorOutput = `${this.#errorOutput}${line}\n`.slice(-mostErrorCharacters);
    }
  }
}
