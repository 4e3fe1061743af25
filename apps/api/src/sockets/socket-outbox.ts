import type { WebSocket } from 'ws';

export interface OutboxLimits {
  readonly laggingBytes: number;
  readonly laggingMs: number;
}

/** What one subscriber gets on its socket: frames `{"id":…,"type":"next","payload":…}`. */
export interface Subscriber {
  readonly outbox: SocketOutbox;
  /** The frame up to the payload. */
  readonly prefix: string;
  /** While the socket lags: the latest payload of each key, in the order they would be sent. */
  backlog: Map<string, string> | null;
}

/**
 * Writes events to one socket. A reader that can't keep up is not given every event, since they would pile
 * up in memory without end, but the latest of each kind once it has read the rest. One that doesn't catch
 * up in time is cut off.
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

  /** Whether more than the limit waits to be read by the other side. */
  get lags(): boolean {
    return this.#drained !== null || this.socket.bufferedAmount > this.#limits.laggingBytes;
  }

  /** Calls back once all that was sent so far is out, backlogs included. */
  whenDrained(callback: () => void): void {
    if (this.#drained !== null) {
      this.#drained.push(callback);
      return;
    }
    this.#drained = [callback];
    const timer = setTimeout(() => this.socket.terminate(), this.#limits.laggingMs).unref();
    // Frames leave in order, so a ping behind them is out when they are.
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
