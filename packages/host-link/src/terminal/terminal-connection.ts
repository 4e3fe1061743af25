import { explainClose } from './explain-close.ts';
import {
  maxClientFrameBytes,
  terminalSubprotocol,
  type ClientControl,
  type ServerControl,
} from './protocol.ts';
import { readControl } from './read-control.ts';
import {
  openGlobalSocket,
  type OpenSocket,
  terminalAddress,
  type TerminalSocket,
  type TerminalTarget,
} from './terminal-socket.ts';
import type { TerminalEnd, TerminalLoss, TerminalState } from './terminal-state.ts';

/** How many bytes of output the server may send ahead of the consumer. */
const defaultWindowBytes = 256 * 1024;
/** An attempt to connect is given up after this time. */
const connectTimeoutMs = 15_000;

/** The most input that is kept while the terminal is first connected. */
const mostKeptBytes = 4096;
const shortestRetryMs = 250;
const longestRetryMs = 10_000;

/** Shows the terminal's output. `output` and `clear` are called in the order of the stream. */
export interface TerminalConsumer {
  /** Shows bytes and then calls `done`, which lets the server send as many more. */
  output(bytes: Uint8Array, done: () => void): void;
  /** Clears the screen before the next output. */
  clear(): void;
  state(state: TerminalState): void;
  loss?(loss: TerminalLoss): void;
  /** The terminal's size, which is the smallest of its viewers' sizes, and their number if known. */
  size?(size: { readonly cols: number; readonly rows: number; readonly viewers: number | null }): void;
}

export interface TerminalConnectionOptions extends TerminalTarget {
  readonly cols: number;
  readonly rows: number;
  readonly consumer: TerminalConsumer;
  readonly openSocket?: OpenSocket;
  readonly windowBytes?: number;
  /** Whether to connect again by itself after the container ended the terminal, as when it restarts. Default: false. */
  readonly rejoins?: boolean;
  readonly random?: () => number;
}

/**
 * A terminal's connection that survives losses: it reconnects after a temporary one and resumes at the exact byte. It
 * starts to connect at once and stops with `dispose`.
 */
export class TerminalConnection {
  readonly #options: TerminalConnectionOptions;
  readonly #windowBytes: number;
  #size: { cols: number; rows: number };
  #socket: TerminalSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: TerminalState = { kind: 'connecting' };
  /** The position in the output; null before the first join. */
  #seen: { incarnation: string; offset: number } | null = null;
  /** Whether the screen shows a terminal that has ended. */
  #stale = false;
  /** Whether this socket has joined the terminal, so that its bytes start at `#seen`. */
  #joined = false;
  #processed = 0;
  #acknowledged = 0;
  #error: string | null = null;
  #exit: (Extract<TerminalEnd, { cause: 'exit' }> & { readonly by: string }) | null = null;
  /** Input before the first join after a start; null once its effect would be uncertain. */
  #kept: Uint8Array<ArrayBuffer>[] | null = [];
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

  /** Whether input is sent, or kept until the terminal is open. */
  get acceptsInput(): boolean {
    if (this.#state.kind === 'open') return !this.#state.readOnly;
    return this.#keeps;
  }

  /**
   * Sends input. Input before the first join is kept until then, up to 4 KiB. Returns false, and sends nothing, while the
   * terminal is not open for writing.
   */
  write(input: string | Uint8Array<ArrayBuffer>): boolean {
    const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
    if (this.#state.kind !== 'open') return this.#keep(bytes);
    if (this.#state.readOnly || !this.#socket) return false;
    for (let at = 0; at < bytes.length; at += maxClientFrameBytes) {
      this.#socket.send(bytes.subarray(at, at + maxClientFrameBytes));
    }
    return true;
  }

  /** Sets the size of this viewer's window, for this connection and later ones. */
  resize(cols: number, rows: number): void {
    if (cols === this.#size.cols && rows === this.#size.rows) return;
    this.#size = { cols, rows };
    if (this.#joined) this.#send({ type: 'resize', cols, rows });
  }

  /** Ends the input of a shell without a pseudo-terminal. Returns false while it is not open for writing. */
  endInput(): boolean {
    if (this.#state.kind !== 'open' || this.#state.readOnly) return false;
    this.#send({ type: 'end-input' });
    return true;
  }

  /** Ends the terminal and its processes, for all viewers. Returns false while it is not open for writing. */
  terminate(): boolean {
    if (this.#state.kind !== 'open' || this.#state.readOnly) return false;
    this.#send({ type: 'terminate' });
    return true;
  }

  /** Reconnects at once: after an end, or when the network has changed. */
  reconnect(): void {
    if (this.#disposed) return;
    this.#drop();
    if (this.#state.kind === 'ended') {
      this.#failures = 0;
      this.#kept = [];
      this.#setState({ kind: 'connecting' });
    } else if (this.#state.kind === 'open') {
      this.#lost('Connecting again.');
    }
    this.#connect();
  }

  /** Closes the connection. The terminal itself keeps running on the host. */
  dispose(): void {
    this.#disposed = true;
    this.#drop();
  }

  #connect(): void {
    clearTimeout(this.#timer);
    const { openSocket = openGlobalSocket } = this.#options;
    const join = { ...this.#size, windowBytes: this.#windowBytes, seen: this.#seen };
    this.#joined = false;
    this.#processed = 0;
    this.#acknowledged = 0;
    this.#error = null;
    this.#exit = null;
    const joinedSize = this.#size;
    const socket = openSocket(terminalAddress(this.#options, join), terminalSubprotocol);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#closed(socket, 1006), connectTimeoutMs);
    socket.onopen = () => clearTimeout(this.#timer);
    socket.onmessage = ({ data }: { data: unknown }) => {
      if (data instanceof ArrayBuffer) this.#output(socket, new Uint8Array(data));
      else if (typeof data === 'string') this.#control(readControl(data), joinedSize);
    };
    // Some runtimes give the reason of a failed connection here. A close always follows.
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
      this.#processed += bytes.length;
      if (this.#processed - this.#acknowledged < this.#windowBytes / 4) return;
      this.#acknowledged = this.#processed;
      this.#send({ type: 'ack', bytes: this.#processed });
    });
  }

  #control(control: ServerControl | null, joinedSize: { cols: number; rows: number }): void {
    const { consumer } = this.#options;
    switch (control?.type) {
      case 'waiting':
        return this.#setState({ kind: 'waiting', phase: control.phase, reason: control.reason });
      case 'ready':
        this.#join(control);
        if (joinedSize !== this.#size) this.#send({ type: 'resize', ...this.#size });
        return;
      case 'size':
        return consumer.size?.(control);
      case 'skipped':
        if (this.#seen) this.#seen.offset = control.offset;
        consumer.clear();
        return consumer.loss?.({ kind: 'output', bytes: control.lost });
      case 'exit':
        this.#exit = {
          ...{ cause: 'exit', code: control.code, reason: control.reason },
          by: control.by ?? 'shell',
        };
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
    const continues = ready.resumed && before?.offset === ready.offset;
    if (this.#stale || (before && !continues)) consumer.clear();
    this.#stale = false;
    if (before && before.incarnation !== ready.incarnation) consumer.loss?.({ kind: 'process' });
    else if (ready.lost > 0) consumer.loss?.({ kind: 'output', bytes: ready.lost });
    this.#seen = { incarnation: ready.incarnation, offset: ready.offset };
    this.#joined = true;
    this.#failures = 0;
    this.#setState({ kind: 'open', readOnly: ready.readOnly, tty: ready.tty ?? true });
    consumer.size?.({ cols: ready.cols, rows: ready.rows, viewers: null });
    const kept = this.#kept ?? [];
    this.#kept = null;
    for (const bytes of kept) this.write(bytes);
  }

  get #keeps(): boolean {
    const { kind } = this.#state;
    const { mode, tty } = this.#options;
    return (
      this.#kept !== null && (kind === 'connecting' || kind === 'waiting') && mode !== 'view' && tty !== false
    );
  }

  #keep(bytes: Uint8Array<ArrayBuffer>): boolean {
    const length = (this.#kept ?? []).reduce((sum, each) => sum + each.length, bytes.length);
    if (!this.#keeps || length > mostKeptBytes) return false;
    this.#kept?.push(bytes);
    return true;
  }

  #closed(socket: TerminalSocket, code: number): void {
    if (socket !== this.#socket) return;
    const exit = this.#exit;
    const error = this.#error;
    this.#drop();
    const { retry, what, advice } = explainClose(code, error);
    if (exit?.by === 'container' && this.#options.rejoins) {
      this.#forget();
      this.#setState({ kind: 'connecting' });
      this.#timer = setTimeout(() => this.#connect(), this.#retryDelay());
      this.#failures += 1;
    } else if (exit) {
      const { cause, code: status, reason } = exit;
      this.#end({ cause, code: status, reason });
    } else if (!retry) {
      this.#end({ cause: 'closed', closeCode: code, what, advice });
    } else {
      this.#lost(what);
      this.#timer = setTimeout(() => this.#connect(), this.#retryDelay());
      this.#failures += 1;
    }
  }

  /** Jittered, so that clients which lost the same server don't reconnect in step. */
  #retryDelay(): number {
    const { random = Math.random } = this.#options;
    const ceiling = Math.min(longestRetryMs, shortestRetryMs * 2 ** Math.min(this.#failures, 10));
    return Math.round(ceiling * (0.3 + 0.7 * random()));
  }

  #end(end: TerminalEnd): void {
    if (end.cause === 'exit') this.#forget();
    this.#setState({ kind: 'ended', end });
  }

  /** A terminal that exited is never resumed, but its last screen stays until it is started again. */
  #forget(): void {
    this.#seen = null;
    this.#stale = true;
  }

  #lost(what: string): void {
    this.#kept = null;
    if (this.#state.kind !== 'reconnecting') this.#lostSince = Date.now();
    this.#setState({ kind: 'reconnecting', since: this.#lostSince, what });
  }

  #drop(): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = null;
    this.#joined = false;
    socket.onopen = socket.onmessage = socket.onclose = null;
    // Closing a socket while it connects reports an error, which is ignored.
    socket.onerror = () => undefined;
    socket.close();
  }

  #setState(state: TerminalState): void {
    this.#state = state;
    this.#options.consumer.state(state);
  }

  #send(control: ClientControl): void {
    this.#socket?.send(JSON.stringify(control));
  }
}
