import { setTimeout as delay } from 'node:timers/promises';
import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2';
import { type TerminalControl, viewerHeaders } from '@pineapple/host-link/protocol';
import {
  type ServerControl,
  terminalCloseCodes,
  type TerminalCloseCode,
} from '@pineapple/host-link/terminal';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import { BackOff, unlessAborted, type HostLinks, HostRefusal, requestStream } from '@pineapple/host-link';
import type { Metrics } from '../../runtime/metrics.ts';
import type { ContainerWatch } from '../../live-lab/container-watch.ts';
import { parseClientControl } from './client-control.ts';
import { DeliveryReports } from './delivery-reports.ts';
import { endTerminal } from './end-terminal.ts';
import { HostDeadline } from './host-deadline.ts';
import type { JoinRequest, Position } from './join-request.ts';
import type { TerminalLimits } from './terminal-limits.ts';
import { TerminalInbox } from './terminal-inbox.ts';
import { TerminalOutbox } from './terminal-outbox.ts';
import { readViewerStream } from './viewer-stream.ts';

interface TerminalRelayOptions {
  readonly socket: WebSocket;
  readonly watch: ContainerWatch;
  readonly join: JoinRequest;
  readonly links: HostLinks;
  readonly limits: TerminalLimits;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

const hostAwayMessage = "The lab's host can't be reached. Try again later.";

/**
 * Connects one client's socket to one terminal. It survives restarts of the container and losses of the host. The client
 * sees output without gaps or repetition, or gets a message to clear its screen.
 */
export class TerminalRelay {
  readonly #options: TerminalRelayOptions;
  readonly #inbox: TerminalInbox;
  readonly #outbox: TerminalOutbox;
  readonly #ended = new AbortController();
  readonly #backOff = new BackOff();
  #size: JoinRequest['size'];
  /** The position up to which output was sent to the client, or waits for it. */
  #seen: Position | null;
  #joined = false;
  #stream: ClientHttp2Stream | null = null;
  #session: ClientHttp2Session | null = null;
  #reports: DeliveryReports | null = null;
  #waiting: string | null = null;
  readonly #deadline: HostDeadline;

  constructor(options: TerminalRelayOptions) {
    const { socket, join, limits } = options;
    this.#options = options;
    this.#size = join.size;
    this.#seen = join.resume;
    this.#deadline = new HostDeadline({
      limits,
      late: () => this.#sendWaiting('Connecting to the host.'),
      missed: () => this.#end(terminalCloseCodes.hostUnreachable, hostAwayMessage),
    });
    this.#inbox = new TerminalInbox(socket, () => this.#outbox.inputPaused());
    this.#outbox = new TerminalOutbox(socket, {
      window: join.window,
      stalledMs: limits.stalledMs,
      stalled: () => this.#endNow(terminalCloseCodes.tooSlow, 'The client read nothing for too long'),
      drained: () => {
        this.#delivered();
        this.#stream?.resume();
      },
    });
    socket.on('message', (data, binary) => this.#receive(data, binary));
    socket.once('close', () => this.#stop());
  }

  /** Serves the client until its socket closes. */
  async run(): Promise<void> {
    const { signal } = this.#ended;
    const { watch, limits } = this.#options;
    this.containerChanged();
    try {
      for (;;) {
        if (!this.#joined) await this.#untilReady();
        const began = performance.now();
        await this.#view();
        if (this.#lostRun()) return;
        if (performance.now() - began > limits.steadyMs) this.#backOff.succeeded();
        await Promise.race([watch.next, delay(this.#backOff.failed(), undefined, { signal })]);
        signal.throwIfAborted();
      }
    } catch (error) {
      if (signal.aborted) return;
      this.#options.logger.error({ err: error, containerId: watch.containerId }, 'a terminal relay failed');
      this.#end(terminalCloseCodes.fault, 'Something went wrong on our side.');
    }
  }

  /** Call it when the container changed. It closes the terminal of a deleted one. */
  containerChanged(): void {
    if (this.#options.watch.deleted) this.#endNow(terminalCloseCodes.notFound, 'The container was deleted');
  }

  async #untilReady(): Promise<void> {
    const { watch } = this.#options;
    for (;;) {
      const { container } = watch;
      if (container === null) throw new Error('The container is gone');
      if (container.phase === 'READY') return;
      this.#deadline.stop();
      const { reason } = container.readinessAt(container.lab.environment.clock());
      this.#sendWaiting(reason);
      await unlessAborted(watch.next, this.#ended.signal);
    }
  }

  /** Joins the terminal on the host until the stream ends. */
  async #view(): Promise<void> {
    const { watch, links, join, logger } = this.#options;
    const { signal } = this.#ended;
    const { hostId, labId, containerId } = watch;
    if (hostId === null) return;
    this.#deadline.expect();
    const lease = links.terminal(hostId, containerId, join.name);
    try {
      const session = await lease.session(signal);
      const path = `/terminals/${containerId}/${join.name}`;
      const request = { method: 'POST', path, labId, headers: this.#headers() } as const;
      const stream = await requestStream(session, request, signal);
      this.#stream = stream;
      this.#session = session;
      await readViewerStream(stream, {
        data: (bytes) => this.#print(bytes),
        control: (message) => this.#onControl(message),
      });
      if (!signal.aborted) this.#deadline.expect();
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof HostRefusal) return this.#refused(error);
      this.#deadline.expect();
      logger.info({ err: error, hostId, containerId }, 'lost the host of a terminal');
    } finally {
      this.#stream = null;
      this.#session = null;
      this.#reports = null;
      this.#inbox.disconnect();
      lease.release();
    }
  }

  /** Ends the socket of a shell without a pseudo-terminal whose host was lost: input in flight may be lost, too. */
  #lostRun(): boolean {
    if (this.#options.join.tty || !this.#joined || this.#ended.signal.aborted) return false;
    this.#end(terminalCloseCodes.hostUnreachable, 'The connection to the host was lost.');
    return true;
  }

  #headers(): Record<string, string> {
    return {
      [viewerHeaders.mode]: this.#options.join.readOnly ? 'view' : 'write',
      ...(!this.#options.join.tty && { [viewerHeaders.tty]: 'no' }),
      ...(this.#size && {
        [viewerHeaders.cols]: String(this.#size.cols),
        [viewerHeaders.rows]: String(this.#size.rows),
      }),
      ...(this.#seen && { [viewerHeaders.resume]: `${this.#seen.incarnation}:${this.#seen.offset}` }),
    };
  }

  #print(bytes: Uint8Array): void {
    if (this.#seen === null) throw new Error('The agent sent output before its position');
    this.#seen = { ...this.#seen, offset: this.#seen.offset + bytes.length };
    this.#options.metrics.relayed('to-client', bytes.length);
    if (this.#outbox.offer(bytes)) this.#delivered();
    else this.#stream?.pause();
  }

  /** All output so far was sent to the client. */
  #delivered(): void {
    if (this.#seen !== null) this.#reports?.delivered(this.#seen.offset);
  }

  #onControl(message: TerminalControl): void {
    switch (message.type) {
      case 'ready':
        return this.#ready(message);
      case 'skipped':
        if (this.#seen !== null) this.#seen = { ...this.#seen, offset: message.offset };
        return this.#outbox.control(message);
      case 'size':
        return this.#outbox.control(message);
      case 'exit':
        this.#outbox.control(message);
        return this.#end(terminalCloseCodes.ended, 'The terminal ended');
    }
  }

  #ready({
    type,
    incarnation,
    viewer,
    offset,
    lost,
    fresh,
    tty,
    cols,
    rows,
  }: Extract<TerminalControl, { type: 'ready' }>): void {
    const seen = this.#seen;
    const same = seen?.incarnation === incarnation;
    const resumed = same && lost === 0 && seen.offset === offset;
    // Kept input was for the shell that is gone.
    if (this.#joined && !same) this.#inbox.forget();
    this.#deadline.stop();
    // A client that noticed nothing needs no message.
    if (!this.#joined || !resumed || this.#waiting !== null) {
      const { readOnly } = this.#options.join;
      this.#outbox.control({ type, incarnation, offset, lost, resumed, fresh, readOnly, tty, cols, rows });
    }
    this.#waiting = null;
    this.#joined = true;
    this.#seen = { incarnation, offset };
    if (this.#stream !== null) this.#inbox.connect(this.#stream);
    this.#reportDelivery(viewer, offset);
    // The size may have changed without a connection to the host.
    if (this.#size !== null) this.#inbox.control({ type: 'resize', ...this.#size });
  }

  #reportDelivery(viewer: string, offset: number): void {
    const { watch, logger } = this.#options;
    if (this.#session === null) return;
    const reports = new DeliveryReports(offset);
    this.#reports = reports;
    reports
      .open(this.#session, { labId: watch.labId, viewer }, this.#ended.signal)
      .catch((error: unknown) => {
        // A broken link ends the stream anyway. A viewer that the agent does not know would stall, so it joins again.
        if (this.#reports !== reports) return;
        logger.info(
          { err: error, containerId: watch.containerId },
          'the agent refused the delivery reports of a viewer',
        );
        this.#stream?.destroy();
      });
  }

  /** A refusal is final, or holds until the next change of the container. */
  #refused({ problem }: HostRefusal): void {
    const { watch, logger } = this.#options;
    switch (problem.code) {
      case 'NO_SHELL':
        return this.#end(terminalCloseCodes.unusable, problem.message);
      case 'LIMIT':
        return this.#end(terminalCloseCodes.tooMany, problem.message);
      case 'BAD_REQUEST':
        logger.error(
          { problem, containerId: watch.containerId },
          'the agent could not parse the request of a viewer',
        );
        return this.#end(terminalCloseCodes.fault, 'Something went wrong on our side.');
      default:
        this.#joined = false;
        this.#deadline.stop();
        return this.#sendWaiting(problem.message);
    }
  }

  #receive(data: RawData, binary: boolean): void {
    const { socket } = this.#options;
    // A socket that is closing takes no more input.
    if (socket.readyState !== socket.OPEN) return;
    const bytes = asBytes(data);
    const { readOnly } = this.#options.join;
    if (!binary) return this.#control(bytes.toString());
    if (this.#ended.signal.aborted) return;
    if (readOnly) return this.#badMessage('You view this terminal only. Open it with mode=write to type.');
    this.#options.metrics.relayed('to-host', bytes.length);
    this.#inbox.type(bytes);
  }

  #control(text: string): void {
    const message = parseClientControl(text);
    if (!message.ok) return this.#badMessage(message.error);
    switch (message.value.type) {
      case 'ack':
        if (!this.#outbox.acked(message.value.bytes)) {
          this.#badMessage(
            `An ack of ${message.value.bytes} bytes does not match what was sent and acknowledged.`,
          );
        }
        return;
      case 'resize': {
        const { cols, rows } = message.value;
        this.#size = { cols, rows };
        return this.#inbox.control({ type: 'resize', cols, rows });
      }
      case 'end-input':
        return this.#inbox.control({ type: 'end-input' });
      case 'terminate':
        if (this.#options.join.readOnly)
          return this.#badMessage('You view this terminal only. Open it with mode=write to end it.');
        void this.#terminate();
    }
  }

  /** The agent reports the end as an exit. */
  async #terminate(): Promise<void> {
    const { links, watch, join, limits } = this.#options;
    const { hostId, labId, containerId } = watch;
    if (hostId === null) return;
    const signal = AbortSignal.any([this.#ended.signal, AbortSignal.timeout(limits.terminateMs)]);
    try {
      const lease = links.terminal(hostId, containerId, join.name);
      await endTerminal(lease, { labId, containerId, name: join.name }, signal);
    } catch (error) {
      if (this.#ended.signal.aborted) return;
      this.#options.logger.warn({ err: error, hostId, containerId }, 'could not end a terminal');
      this.#outbox.control({
        type: 'error',
        message: 'The terminal could not be ended, because its host does not answer. Try again later.',
      });
    }
  }

  #sendWaiting(reason: string | null): void {
    const { container } = this.#options.watch;
    if (container === null) return;
    const message: ServerControl = { type: 'waiting', phase: container.phase, reason };
    const text = JSON.stringify(message);
    if (text === this.#waiting) return;
    this.#waiting = text;
    this.#outbox.control(message);
  }

  #badMessage(message: string): void {
    this.#end(terminalCloseCodes.badMessage, message);
  }

  /** Sends the reason after all earlier output, and closes. */
  #end(code: TerminalCloseCode, message: string): void {
    if (this.#ended.signal.aborted) return;
    if (code !== terminalCloseCodes.ended) this.#outbox.control({ type: 'error', message });
    this.#outbox.end(code, message.slice(0, 100));
    this.#leave();
  }

  #endNow(code: TerminalCloseCode, reason: string): void {
    this.#outbox.discard();
    this.#options.socket.close(code, reason);
    this.#stop();
  }

  /** Leaves the host. The client may still have output to read. */
  #leave(): void {
    this.#deadline.stop();
    this.#ended.abort();
    this.#inbox.forget();
    // Its acknowledgements and its close frame must still arrive.
    this.#options.socket.resume();
    this.#options.watch.close();
  }

  #stop(): void {
    this.#outbox.discard();
    this.#leave();
  }
}

function asBytes(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
