import { explainClose } from './explain-close.ts';
import {
  maxClientFrameBytes,
  terminalSubprotocol,
  type ClientControl,
  type ServerControl,
} from './protocol.ts';
import { readControl } from './read-control.ts';
import { retryDelay } from './retry-delay.ts';
import { terminalAddress, type TerminalTarget } from './terminal-address.ts';
import { openGlobalSocket, type OpenSocket, type TerminalSocket } from './terminal-socket.ts';
import type { TerminalEnd, TerminalLoss, TerminalState } from './terminal-state.ts';

/** How much output may be on its way to a consumer that has not dealt with it, in bytes. */
const defaultWindowBytes = 256 * 1024;
/** A connection that is not open by then is given up, in milliseconds. */
const openWithinMs = 15_000;

/** Who shows what the terminal prints. Called in order; `output` and `clear` belong to one sequence. */
export interface TerminalConsumer {
  /** Bytes of output. `dealtWith` is called once they are shown: only then does the server send as many more. */
  output(bytes: Uint8Array, dealtWith: () => void): void;
  /** What was shown is no longer true: clear all of it before the next output. */
  clear(): void;
  state(state: TerminalState): void;
  loss?(loss: TerminalLoss): void;
  /** The size in force, the smallest of all viewers', and how many look on as far as that is known. */
  size?(size: { readonly cols: number; readonly rows: number; readonly viewers: number | null }): void;
}

export interface TerminalConnectionOptions extends TerminalTarget {
  readonly cols: number;
  readonly rows: number;
  readonly consumer: TerminalConsumer;
  readonly openSocket?: OpenSocket;
  readonly windowBytes?: number;
  readonly random?: () => number;
}

/**
 * A terminal that outlives its connections: it comes back by itself after a loss that may pass and goes on at the very
 * byte where it was. It begins to connect when it is made and rests after `dispose`.
 */
export class TerminalConnection {
  readonly #options: TerminalConnectionOptions;
  readonly #windowBytes: number;
  #size: { cols: number; rows: number };
  #socket: TerminalSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: TerminalState = { kind: 'connecting' };
  /** Output seen so far; null before the first. */
  #seen: { incarnation: string; offset: number } | null = null;
  /** What is shown belongs to a terminal that ended. */
  #stale = false;
  /** Whether this socket's terminal is joined: only then are its bytes where `#seen` says. */
  #joined = false;
  #dealtWith = 0;
  #acknowledged = 0;
  #error: string | null = null;
  #exit: Extract<TerminalEnd, { cause: 'exit' }> | null = null;
  #failures = 0;
  #lostSince = 0;
  #disposed = false;

  constructor(options: TerminalConnectionOptions) {
    this.#options = options;
    this.#windowBytes = options.windowBytes ?? defaultWindowBytes;
    this.#size = { cols: options.cols, rows: options.rows };
    this.#connect();
  }

  get state(): TerminalState {
    return this.#state;
  }

  /** Types. False when that is not possible now; nothing was sent then. */
  write(input: string | Uint8Array<ArrayBuffer>): boolean {
    if (this.#state.kind !== 'open' || this.#state.readOnly || !this.#socket) return false;
    const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
    for (let at = 0; at < bytes.length; at += maxClientFrameBytes) {
      this.#socket.send(bytes.subarray(at, at + maxClientFrameBytes));
    }
    return true;
  }

  /** Tells the size of this viewer's window, now and at every later connection. */
  resize(cols: number, rows: number): void {
    if (cols === this.#size.cols && rows === this.#size.rows) return;
    this.#size = { cols, rows };
    if (this.#joined) this.#send({ type: 'resize', cols, rows });
  }

  /** Ends the terminal and what runs in it, for everyone. False when that can't be asked for now. */
  terminate(): boolean {
    if (this.#state.kind !== 'open' || this.#state.readOnly) return false;
    this.#send({ type: 'terminate' });
    return true;
  }

  /** Connects anew at once: after an end, or when the network is known to have changed. */
  reconnect(): void {
    if (this.#disposed) return;
    this.#drop();
    if (this.#state.kind === 'ended') {
      this.#failures = 0;
      this.#become({ kind: 'connecting' });
    } else if (this.#state.kind === 'open') {
      this.#lost('Connecting again.');
    }
    this.#connect();
  }

  /** Closes the connection. The terminal itself lives on at the host. */
  dispose(): void {
    this.#disposed = true;
    this.#drop();
  }

  #connect(): void {
    clearTimeout(this.#timer);
    const { openSocket = openGlobalSocket } = this.#options;
    const join = { ...this.#size, windowBytes: this.#windowBytes, seen: this.#seen };
    this.#joined = false;
    this.#dealtWith = 0;
    this.#acknowledged = 0;
    this.#error = null;
    this.#exit = null;
    const asked = this.#size;
    const socket = openSocket(terminalAddress(this.#options, join), terminalSubprotocol);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#closed(socket, 1006), openWithinMs);
    socket.onopen = () => clearTimeout(this.#timer);
    socket.onmessage = ({ data }: { data: unknown }) => {
      if (data instanceof ArrayBuffer) this.#output(socket, new Uint8Array(data));
      else if (typeof data === 'string') this.#control(readControl(data), asked);
    };
    // Some runtimes say here why a connection could not be made; a close always follows.
    socket.onerror = ({ message }: { message?: unknown }) => {
      if (typeof message === 'string' && message !== '') this.#error ??= message;
    };
    socket.onclose = ({ code }: { code: number }) => this.#closed(socket, code);
  }

  #output(socket: TerminalSocket, bytes: Uint8Array): void {
    if (!this.#joined || !this.#seen) return;
    this.#seen.offset += bytes.length;
    this.#options.consumer.output(bytes, () => {
      if (socket !== this.#socket) return;
      this.#dealtWith += bytes.length;
      if (this.#dealtWith - this.#acknowledged < this.#windowBytes / 4) return;
      this.#acknowledged = this.#dealtWith;
      this.#send({ type: 'ack', bytes: this.#dealtWith });
    });
  }

  #control(control: ServerControl | null, asked: { cols: number; rows: number }): void {
    const { consumer } = this.#options;
    switch (control?.type) {
      case 'waiting':
        return this.#become({ kind: 'waiting', phase: control.phase, reason: control.reason });
      case 'ready':
        this.#join(control);
        if (asked !== this.#size) this.#send({ type: 'resize', ...this.#size });
        return;
      case 'size':
        return consumer.size?.(control);
      case 'skipped':
        if (this.#seen) this.#seen.offset = control.offset;
        consumer.clear();
        return consumer.loss?.({ kind: 'output', bytes: control.lost });
      case 'exit':
        this.#exit = { cause: 'exit', code: control.code, reason: control.reason };
        return;
      case 'error':
        this.#error = control.message;
        return;
      case undefined:
    }
  }

  #join(ready: Extract<ServerControl, { type: 'ready' }>): void {
    const { consumer } = this.#options;
    const before = this.#seen;
    const goesOn = ready.resumed && before?.offset === ready.offset;
    if (this.#stale || (before && !goesOn)) consumer.clear();
    this.#stale = false;
    if (before && before.incarnation !== ready.incarnation) consumer.loss?.({ kind: 'process' });
    else if (ready.lost > 0) consumer.loss?.({ kind: 'output', bytes: ready.lost });
    this.#seen = { incarnation: ready.incarnation, offset: ready.offset };
    this.#joined = true;
    this.#failures = 0;
    this.#become({ kind: 'open', readOnly: ready.readOnly });
    consumer.size?.({ cols: ready.cols, rows: ready.rows, viewers: null });
  }

  #closed(socket: TerminalSocket, code: number): void {
    if (socket !== this.#socket) return;
    const exit = this.#exit;
    const error = this.#error;
    this.#drop();
    const { retry, what, advice } = explainClose(code, error);
    if (exit) {
      this.#end(exit);
    } else if (!retry) {
      this.#end({ cause: 'closed', closeCode: code, what, advice });
    } else {
      this.#lost(what);
      this.#timer = setTimeout(() => this.#connect(), retryDelay(this.#failures, this.#options.random));
      this.#failures += 1;
    }
  }

  #end(end: TerminalEnd): void {
    // What exited is never resumed, but its last screen stays until it is started again.
    if (end.cause === 'exit') {
      this.#seen = null;
      this.#stale = true;
    }
    this.#become({ kind: 'ended', end });
  }

  #lost(what: string): void {
    if (this.#state.kind !== 'reconnecting') this.#lostSince = Date.now();
    this.#become({ kind: 'reconnecting', since: this.#lostSince, what });
  }

  #drop(): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = null;
    this.#joined = false;
    socket.onopen = socket.onmessage = socket.onclose = null;
    // A socket that is closed while it connects reports an error, which nobody waits for.
    socket.onerror = () => undefined;
    socket.close();
  }

  #become(state: TerminalState): void {
    this.#state = state;
    this.#options.consumer.state(state);
  }

  #send(control: ClientControl): void {
    this.#socket?.send(JSON.stringify(control));
  }
}
