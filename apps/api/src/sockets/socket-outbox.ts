import type { WebSocket } from 'ws';

export interface OutboxLimits {
  readonly laggingBytes: number;
  readonly laggingMs: number;
}

/** One subscription on a socket. Its frames are `{"id":…,"type":"next","payload":…}`. */
export interface Subscriber {
  readonly outbox: SocketOutbox;
  /** The frame up to the payload. */
  readonly prefix: string;
  /** While the socket lags: the latest payload of each key, in the order to send them. */
  backlog: Map<string, string> | null;
}

/**
 * Writes events to one socket. A slow reader gets the latest event of each key once it has read the rest, instead of
 * every event, which would pile up in memory. One that does not catch up in time is disconnected.
 */
export class SocketOutbox {
  readonly socket: WebSocket;
  readonly #limits: OutboxLimits;
  #waiting: Set<Subscriber> | null = null;
  #drained: (() => void)[] | null = null;

  constructor(socket: WebSocket, limits: OutboxLimits) {
    this.socket = socket;
    this.#limits = limits;
  }

  send(subscriber: Subscriber, key: string, payload: string): void {
    const { socket } = this;
    if (socket.readyState !== socket.OPEN) return;
    if (this.#drained === null && socket.bufferedAmount <= this.#limits.laggingBytes) {
      socket.send(`${subscriber.prefix}${payload}}`);
      return;
    }
    subscriber.backlog ??= new Map();
    subscriber.backlog.delete(key);
    subscriber.backlog.set(key, payload);
    this.#waiting ??= new Set();
    this.#waiting.add(subscriber);
    this.whenDrained(() => undefined);
  }

  /** Whether more bytes than the limit wait for the client to read them. */
  get lags(): boolean {
    return this.#drained !== null || this.socket.bufferedAmount > this.#limits.laggingBytes;
  }

  /** Calls back once everything sent so far has left, backlogs included. */
  whenDrained(callback: () => void): void {
    if (this.#drained !== null) {
      this.#drained.push(callback);
      return;
    }
    this.#drained = [callback];
    const timer = setTimeout(() => this.socket.terminate(), this.#limits.laggingMs).unref();
    // Frames leave in order, so once a ping has left, the frames before it have, too.
    this.socket.ping(undefined, undefined, (error) => {
      clearTimeout(timer);
      if (!error) this.#flush();
    });
  }

  forget(subscriber: Subscriber): void {
    this.#waiting?.delete(subscriber);
    subscriber.backlog = null;
  }

  #flush(): void {
    const callbacks = this.#drained ?? [];
    const waiting = this.#waiting ?? [];
    this.#drained = null;
    this.#waiting = null;
    for (const subscriber of waiting) {
      const { backlog } = subscriber;
      subscriber.backlog = null;
      for (const [key, payload] of backlog ?? []) this.send(subscriber, key, payload);
    }
    for (const callback of callbacks) callback();
  }
}
