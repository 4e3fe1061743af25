import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { staticProgram } from '../../system/static-program.ts';
import { changedParts, type TablePart, tableParts } from './netlink-messages.ts';

interface MonitorListener {
  readonly changed: (parts: ReadonlySet<TablePart>) => void;
  /** The program has ended without `close`. */
  readonly ended: (error: string) => void;
}

const headBytes = 12;
/** As the program `tables` numbers its answers. */
const answers = { filters: 6, lost: 252, watching: 253 } as const;

/**
 * Listens to what the kernel says about a network namespace: its links, addresses, routes, neighbours and packet filters. The
 * monitors of `ip` and `nft` would do, but they do not say when they listen, and what happened before would be missed. The
 * container's own programs are not needed.
 */
export class NetlinkMonitor {
  readonly #listener: MonitorListener;
  readonly #started = Promise.withResolvers<boolean>();
  #child: ChildProcessByStdio<null, Readable, null> | null = null;
  #unread: Buffer = Buffer.alloc(0);
  #closed = false;

  /** @param pid a process in the namespace */
  constructor(pid: number, listener: MonitorListener) {
    this.#listener = listener;
    this.#start(pid).catch((error: unknown) => this.#end(String(error)));
  }

  /** Resolves with true once no change is missed any more, and with false if it ended before. */
  get started(): Promise<boolean> {
    return this.#started.promise;
  }

  close(): void {
    this.#closed = true;
    this.#child?.kill('SIGKILL');
  }

  /** The program ends with the agent, however that ends: its sockets would keep the namespace of a container that stopped. */
  async #start(pid: number): Promise<void> {
    const program = await staticProgram('tables');
    if (this.#closed) return this.#end('');
    const child = spawn(program, [`/proc/${pid}/ns/net`], { stdio: ['ignore', 'pipe', 'ignore'], env: {} });
    this.#child = child;
    child.stdout.on('data', (bytes: Buffer) => this.#read(bytes));
    child.once('error', ({ message }) => this.#end(message));
    child.once('close', (code, signal) => this.#end(`the program ended with ${signal ?? code}`));
  }

  #end(error: string): void {
    this.#started.resolve(false);
    if (!this.#closed) this.#listener.ended(error);
    this.#closed = true;
  }

  #read(bytes: Buffer): void {
    let rest = this.#unread.length === 0 ? bytes : Buffer.concat([this.#unread, bytes]);
    const changed = new Set<TablePart>();
    while (rest.length >= headBytes) {
      const [answer, length] = [rest.readInt32LE(4), Math.max(rest.readInt32LE(8), 0)];
      if (rest.length < headBytes + length) break;
      if (answer === answers.watching) this.#started.resolve(true);
      for (const part of partsIn(answer, rest.subarray(headBytes, headBytes + length))) changed.add(part);
      rest = rest.subarray(headBytes + length);
    }
    this.#unread = Buffer.from(rest);
    if (changed.size > 0 && !this.#closed) this.#listener.changed(changed);
  }
}

function partsIn(answer: number, messages: Buffer): Iterable<TablePart> {
  if (answer === answers.watching) return [];
  if (answer === answers.filters) return ['filters'];
  return answer === answers.lost ? tableParts : changedParts(messages);
}

/** All parts, for a reader that begins. */
export const everything: ReadonlySet<TablePart> = new Set(tableParts);
