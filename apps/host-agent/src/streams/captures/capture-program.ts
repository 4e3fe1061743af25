import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { type CapturedPacket, PcapReader } from '@pineapple/host-link/capture';

const mostErrorCharacters = 4096;

interface CaptureListener {
  readonly packets: (packets: readonly CapturedPacket[]) => void;
  /** The program has ended, whatever the reason. Its error output is complete. */
  readonly ended: () => void;
}

/** A running tcpdump that writes packets to its standard output. It is always read: its pipe never fills. */
export class CaptureProgram {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #reader = new PcapReader();
  readonly #started = Promise.withResolvers<boolean>();
  #errorOutput = '';

  /**
   * @param args of `nsenter`, which runs the program in the lab's namespace
   * @param owned the variables that mark it as the agent's
   */
  constructor(args: readonly string[], owned: Readonly<Record<string, string>>, listener: CaptureListener) {
    // Not the agent's environment, which has credentials.
    const env = {
      ...owned,
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      LC_ALL: 'C',
    };
    this.#child = spawn('nsenter', args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errorOutput = `${this.#errorOutput}${text}`.slice(-mostErrorCharacters);
    });
    this.#child.stdout.on('data', (bytes: Buffer) => this.#read(bytes, listener));
    this.#child.on('error', (error) => (this.#errorOutput += `nsenter: not found: ${error.message}`));
    this.#child.once('close', () => {
      this.#started.resolve(false);
      listener.ended();
    });
  }

  /** Resolves with true once it captures, and with false when it ended before. */
  get started(): Promise<boolean> {
    return this.#started.promise;
  }

  get linkType(): number {
    return this.#reader.header?.linkType ?? 1;
  }

  /** The end of what it wrote to its standard error. */
  get errorOutput(): string {
    return this.#errorOutput;
  }

  /** Ends it at once. What it has not delivered is lost. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #read(bytes: Buffer, listener: CaptureListener): void {
    try {
      const packets = this.#reader.read(bytes);
      if (this.#reader.header !== null) this.#started.resolve(true);
      if (packets.length > 0) listener.packets(packets);
    } catch (error) {
      this.#errorOutput += error instanceof Error ? `tcpdump: ${error.message}` : '';
      this.kill();
    }
  }
}
