import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { changedParts, netlinkGroups, type TablePart, tableParts } from './netlink-messages.ts';

interface MonitorListener {
  readonly changed: (parts: ReadonlySet<TablePart>) => void;
  /** The program has ended without `close`. */
  readonly ended: (errorOutput: string) => void;
}

const mostErrorCharacters = 2048;
/** A netlink message is smaller; several may come at once. */
const receiveBytes = 65_536;

/**
 * Listens to what the kernel says about a network namespace. `ip monitor` would do, but it does not say when it listens, and
 * what happened before would be missed. The container's own programs are not needed.
 */
export class NetlinkMonitor {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #started = Promise.withResolvers<boolean>();
  #errorOutput = '';
  #closed = false;

  /** @param pid a process in the namespace */
  constructor(pid: number, listener: MonitorListener) {
    // Not the agent's environment, which has credentials.
    const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };
    this.#child = spawn('setpriv', monitorArguments(pid), { stdio: ['ignore', 'pipe', 'pipe'], env });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => this.#readStatus(text));
    this.#child.stdout.on('data', (bytes: Buffer) => {
      const parts = changedParts(bytes);
      if (parts.size > 0 && !this.#closed) listener.changed(parts);
    });
    this.#child.on('error', (error) => (this.#errorOutput += error.message));
    this.#child.once('close', () => {
      this.#started.resolve(false);
      if (!this.#closed) listener.ended(this.#errorOutput);
    });
  }

  /** Resolves with true once no change is missed any more, and with false if it ended before. */
  get started(): Promise<boolean> {
    return this.#started.promise;
  }

  close(): void {
    this.#closed = true;
    this.#child.kill('SIGKILL');
  }

  #readStatus(text: string): void {
    this.#errorOutput = `${this.#errorOutput}${text}`.slice(-mostErrorCharacters);
    if (this.#errorOutput.includes('starting data transfer loop')) this.#started.resolve(true);
  }
}

/** The program ends with the agent, however that ends: its socket would keep the namespace of a container that stopped. */
function monitorArguments(pid: number): readonly string[] {
  const groups = Buffer.alloc(4);
  groups.writeUInt32LE(netlinkGroups);
  // struct sockaddr_nl without its family: two bytes of padding, the port (chosen by the kernel), the groups.
  const address = `x${'00'.repeat(6)}${groups.toString('hex')}`;
  return [
    ...['--pdeathsig=KILL', 'nsenter', `--net=/proc/${pid}/ns/net`],
    ...['socat', '-d', '-d', '-u', '-b', String(receiveBytes), `SOCKET-RECV:16:3:0:${address}`, 'STDOUT'],
  ];
}

/** All parts, for a reader that begins. */
export const everything: ReadonlySet<TablePart> = new Set(tableParts);
