import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Sends each line that it reads, a frame in hexadecimal digits, from an interface. $1: the interface. Says `sent` after
 * each. The interface need not exist at the start.
 */
const sender = `
echo ready
while read -r frame; do
  printf "$(printf %s "$frame" | sed 's/../\\\\x&/g')" | socat -u STDIN "INTERFACE:$1"
  echo sent
done
`;

/** A network namespace, with a host name of its own, that belongs to one process, which ends with this object. Needs root on Linux. */
export class RawNode implements AsyncDisposable {
  readonly #process: ChildProcess;
  /** A process in the namespace. */
  readonly pid: number;

  private constructor(process: ChildProcess, pid: number) {
    this.#process = process;
    this.pid = pid;
  }

  /** A node that sends frames from `eth0`. */
  static async open(): Promise<RawNode> {
    const child = spawn('unshare', ['--net', '--uts', 'bash', '-c', sender, 'sh', 'eth0'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    if (child.pid === undefined) throw new Error('unshare did not start');
    return new RawNode(child, child.pid);
  }

  /** Sends Ethernet frames, one after the other; resolves once the last one is on its way. */
  async send(...frames: readonly Buffer[]): Promise<void> {
    for (const frame of frames) {
      this.#process.stdin?.write(`${frame.toString('hex')}\n`);
      if (this.#process.stdout) await once(this.#process.stdout, 'data');
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await end(this.#process);
  }
}

/** Records all frames that arrive at an interface, until it is disposed of. */
export class FrameCapture implements AsyncDisposable {
  readonly #process: ChildProcess;
  #taken = Buffer.alloc(0);

  private constructor(process: ChildProcess) {
    this.#process = process;
    process.stdout?.on('data', (chunk: Buffer) => (this.#taken = Buffer.concat([this.#taken, chunk])));
  }

  /**
   * @param pid a process in the interface's namespace
   */
  static async start(pid: number, name: string): Promise<FrameCapture> {
    const namespace = `--net=/proc/${pid}/ns/net`;
    const words = [namespace, 'socat', '-d', '-d', '-u', `INTERFACE:${name}`, 'STDOUT'];
    const child = spawn('nsenter', words, { stdio: ['ignore', 'pipe', 'pipe'] });
    const capture = new FrameCapture(child);
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('starting data transfer loop')) resolve();
      });
      child.once('exit', () => reject(new Error(`No frames can be captured at ${name}: ${said}`)));
    });
    return capture;
  }

  /** Whether a text is in a frame that arrived. */
  has(text: string): boolean {
    return this.#taken.includes(text);
  }

  /** All texts in frames that arrived that match a pattern with the flag `g`. */
  matches(pattern: RegExp): string[] {
    return this.#taken.toString('latin1').match(pattern) ?? [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await end(this.#process);
  }
}

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = once(process, 'exit');
  process.kill('SIGKILL');
  await ended;
}

/** An Ethernet frame with a text in it. MAC addresses are written with colons, the type as a number. */
export function frame(to: string, from: string, type: number, text: string): Buffer {
  const mac = (address: string): Buffer => Buffer.from(address.replaceAll(':', ''), 'hex');
  const body = Buffer.alloc(Math.max(46, text.length));
  body.write(text, 'latin1');
  return Buffer.concat([mac(to), mac(from), Buffer.from([type >> 8, type & 255]), body]);
}
