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

/** An Ethernet frame with a text or bytes in it. MAC addresses are written with colons, the type as a number. */
export function frame(to: string, from: string, type: number, content: string | Buffer): Buffer {
  const mac = (address: string): Buffer => Buffer.from(address.replaceAll(':', ''), 'hex');
  const body = Buffer.alloc(Math.max(46, content.length));
  (typeof content === 'string' ? Buffer.from(content, 'latin1') : content).copy(body);
  return Buffer.concat([mac(to), mac(from), Buffer.from([type >> 8, type & 255]), body]);
}

/**
 * An Ethernet frame with a router advertisement (RFC 4861), after which hosts that take part in SLAAC have an address in
 * 2001:db8:5::/64.
 * @param from the sender's MAC address
 */
export function routerAdvertisement(from: string): Buffer {
  const prefix = Buffer.from('20010db8000500000000000000000000', 'hex');
  // 64 bits long, on the link and for addresses, for an hour.
  const option = Buffer.concat([Buffer.from('030440c000000e1000000e1000000000', 'hex'), prefix]);
  const message = Buffer.concat([Buffer.from('86000000400000000000000000000000', 'hex'), option]);
  const addresses = Buffer.from(`fe80${'00'.repeat(13)}01ff02${'00'.repeat(13)}01`, 'hex');
  const length = Buffer.from([message.length >> 8, message.length & 255]);
  const pseudoHeader = Buffer.concat([addresses, Buffer.alloc(2), length, Buffer.from([0, 0, 0, 58])]);
  message.writeUInt16BE(internetChecksum(Buffer.concat([pseudoHeader, message])), 2);
  const header = Buffer.concat([Buffer.from([0x60, 0, 0, 0]), length, Buffer.from([58, 255]), addresses]);
  return frame('33:33:00:00:00:01', from, 0x86dd, Buffer.concat([header, message]));
}

function internetChecksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += bytes.readUInt16BE(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return ~sum & 0xffff;
}
