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
import {
  BackOff,
  unlessAborted,
  type HostLinks,
  askHost,
  HostRefusal,
  requestStream,
} from '@pineapple/host-link';
import type { Metrics } from '../../runtime/metrics.ts';
import type { ContainerWatch } from '../../live-lab/container-watch.ts';
import { parseClientControl } from './client-control.ts';
import type { JoinRequest, Position } from './join-request.ts';
import type { TerminalLimits } from './terminal-limits.ts';
import { TerminalInbox } from './terminal-inbox.ts';
import { TerminalOutbox } from './terminal-outbox.ts';
import { TakenReports } from './taken-reports.ts';
import { readVisit } from './viewer-visit.ts';

export interface TerminalRelayOptions {
  readonly socket: WebSocket;
  readonly watch: ContainerWatch;
  readonly join: JoinRequest;
  readonly links: HostLinks;
  readonly limits: TerminalLimits;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/**
 * One client's socket to one terminal. It outlives the container's restarts and losses of the host: whatever goes
 * on behind it, the client sees output without gap or repetition, or is told that it has to clear its screen.
 */
export class TerminalRelay {
  readonly #options: TerminalRelayOptions;
  readonly #inbox: TerminalInbox;
  readonly #outbox: TerminalOutbox;
  readonly #ended = new AbortController();
  readonly #backOff = new BackOff();
  #size: JoinRequest['size'];
  /** What the client has, or will have once it reads on. */
  #seen: Position | null;
  #joined = false;
  #stream: ClientHttp2Stream | null = null;
  #session: ClientHttp2Session | null = null;
  #reports: TakenReports | null = null;
  #waiting: string | null = null;
  /** While the host is expected: when to tell the client, and when to give up. */
  #patience: readonly NodeJS.Timeout[] = [];

  constructor(options: TerminalRelayOptions) {
    const { socket, join, limits } = options;
    this.#options = options;
    this.#size = join.size;
    this.#seen = join.resume;
    this.#inbox = new TerminalInbox(socket, () => this.#outbox.unread());
    this.#outbox = new TerminalOutbox(socket, {
      window: join.window,
      stalledMs: limits.stalledMs,
      stalled: () => this.#endNow(terminalCloseCodes.tooSlow, 'Nothing was read for too long'),
      drained: () => {
        this.#taken();
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
        await this.#visit();
        if (performance.now() - began > limits.steadyMs) this.#backOff.succeeded();
        await Promise.race([watch.next, delay(this.#backOff.failed(), undefined, { signal })]);
        signal.throwIfAborted();
      }
    } catch (error) {
      if (signal.aborted) return;
      this.#options.logger.error({ err: error, containerId: watch.containerId }, 'a terminal failed');
      this.#end(terminalCloseCodes.fault, 'Something went wrong on our side.');
    }
  }

  /** To be called when the container changed: nobody stays in one that was deleted. */
  containerChanged(): void {
    if (this.#options.watch.deleted) this.#endNow(terminalCloseCodes.notFound, 'The container was deleted');
  }

  async #untilReady(): Promise<void> {
    const { watch } = this.#options;
    for (;;) {
      const { container } = watch;
      if (container === null) throw new Error('A container that is gone was waited for');
      if (container.phase === 'READY') return;
      this.#hostCame();
      const { reason } = container.readinessAt(container.lab.scene.clock());
      this.#tellWaiting(reason);
      await unlessAborted(watch.next, this.#ended.signal);
    }
  }

  async #visit(): Promise<void> {
    const { watch, links, join, logger } = this.#options;
    const { signal } = this.#ended;
    const { hostId, labId, containerId } = watch;
    if (hostId === null) return;
    this.#expectHost();
    const lease = links.terminal(hostId, containerId, join.name);
    try {
      const session = await lease.session(signal);
      const path = `/terminals/${containerId}/${join.name}`;
      const request = { method: 'POST', path, labId, headers: this.#headers() } as const;
      const stream = await requestStream(session, request, signal);
      this.#stream = stream;
      this.#session = session;
      await readVisit(stream, {
        data: (bytes) => this.#print(bytes),
        control: (message) => this.#told(message),
      });
      if (!signal.aborted) this.#expectHost();
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof HostRefusal) return this.#refused(error);
      this.#expectHost();
      logger.info({ err: error, hostId, containerId }, 'a terminal lost its host');
    } finally {
      this.#stream = null;
      this.#session = null;
      this.#reports = null;
      this.#inbox.disconnect();
      lease.release();
    }
  }

  #headers(): Record<string, string> {
    return {
      [viewerHeaders.mode]: this.#options.join.readOnly ? 'view' : 'write',
      ...(this.#size && {
        [viewerHeaders.cols]: String(this.#size.cols),
        [viewerHeaders.rows]: String(this.#size.rows),
      }),
      ...(this.#seen && { [viewerHeaders.resume]: `${this.#seen.incarnation}:${this.#seen.offset}` }),
    };
  }

  #print(bytes: Uint8Array): void {
    if (this.#seen === null) throw new Error('The agent sent output before it said where it begins');
    this.#seen = { ...this.#seen, offset: this.#seen.offset + bytes.length };
    this.#options.metrics.relayed('to-client', bytes.length);
    if (this.#outbox.offer(bytes)) this.#taken();
    else this.#stream?.pause();
  }

  /** All output so far is on its way to the client. */
  #taken(): void {
    if (this.#seen !== null) this.#reports?.taken(this.#seen.offset);
  }

  #told(message: TerminalControl): void {
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
    cols,
    rows,
  }: Extract<TerminalControl, { type: 'ready' }>): void {
    const seen = this.#seen;
    const same = seen?.incarnation === incarnation;
    const resumed = same && lost === 0 && seen.offset === offset;
    // What was typed was meant for the shell that is gone.
    if (this.#joined && !same) this.#inbox.forget();
    this.#hostCame();
    // A client that noticed nothing needs no news.
    if (!this.#joined || !resumed || this.#waiting !== null) {
      const { readOnly } = this.#options.join;
      this.#outbox.control({ type, incarnation, offset, lost, resumed, fresh, readOnly, cols, rows });
    }
    this.#waiting = null;
    this.#joined = true;
    this.#seen = { incarnation, offset };
    if (this.#stream !== null) this.#inbox.connect(this.#stream);
    this.#reportTaken(viewer, offset);
    // It may have changed while there was no way to say so.
    if (this.#size !== null) this.#inbox.control({ type: 'resize', ...this.#size });
  }

  #reportTaken(viewer: string, offset: number): void {
    const { watch, logger } = this.#options;
    if (this.#session === null) return;
    const reports = new TakenReports(offset);
    this.#reports = reports;
    reports
      .open(this.#session, { labId: watch.labId, viewer }, this.#ended.signal)
      .catch((error: unknown) => {
        // The visit ends with the link; a viewer that the agent does not know stands still, and is begun anew.
        if (this.#reports !== reports) return;
        logger.info({ err: error, containerId: watch.containerId }, 'the agent takes no reports of a viewer');
        this.#stream?.destroy();
      });
  }

  /** What the agent will not do may be possible after the container's next change, or never. */
  #refused({ problem }: HostRefusal): void {
    const { watch, logger } = this.#options;
    switch (problem.code) {
      case 'NO_SHELL':
        return this.#end(terminalCloseCodes.unusable, problem.message);
      case 'LIMIT':
        return this.#end(terminalCloseCodes.tooMany, problem.message);
      case 'BAD_REQUEST':
        logger.error({ problem, containerId: watch.containerId }, 'the agent did not understand a viewer');
        return this.#end(terminalCloseCodes.fault, 'Something went wrong on our side.');
      default:
        this.#joined = false;
        this.#hostCame();
        return this.#tellWaiting(problem.message);
    }
  }

  #receive(data: RawData, binary: boolean): void {
    const { socket } = this.#options;
    // Who was told to go may leave that unanswered for a while, and say no more meanwhile.
    if (socket.readyState !== socket.OPEN) return;
    const bytes = asBytes(data);
    const { readOnly } = this.#options.join;
    if (!binary) return this.#control(bytes.toString());
    if (this.#ended.signal.aborted) return;
    if (readOnly) return this.#badMessage('You look on at this terminal: nothing can be typed.');
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
            `An ack of ${message.value.bytes} bytes does not fit what was sent and acknowledged.`,
          );
        }
        return;
      case 'resize': {
        const { cols, rows } = message.value;
        this.#size = { cols, rows };
        return this.#inbox.control({ type: 'resize', cols, rows });
      }
      case 'terminate':
        if (this.#options.join.readOnly) return this.#badMessage("Who looks on can't end a terminal.");
        void this.#terminate();
    }
  }

  /** The end itself is told by the agent, as an exit. */
  async #terminate(): Promise<void> {
    const { links, watch, join, limits } = this.#options;
    const { hostId, labId, containerId } = watch;
    if (hostId === null) return;
    const signal = AbortSignal.any([this.#ended.signal, AbortSignal.timeout(limits.terminateMs)]);
    const lease = links.terminal(hostId, containerId, join.name);
    try {
      const path = `/terminals/${containerId}/${join.name}`;
      await askHost(await lease.session(signal), { method: 'DELETE', path, labId }, signal);
    } catch (error) {
      if (this.#ended.signal.aborted) return;
      this.#options.logger.warn({ err: error, hostId, containerId }, 'a terminal could not be ended');
      this.#outbox.control({
        type: 'error',
        message: 'The terminal could not be ended: its host does not answer.',
      });
    } finally {
      lease.release();
    }
  }

  #tellWaiting(reason: string | null): void {
    const { container } = this.#options.watch;
    if (container === null) return;
    const message: ServerControl = { type: 'waiting', phase: container.phase, reason };
    const text = JSON.stringify(message);
    if (text === this.#waiting) return;
    this.#waiting = text;
    this.#outbox.control(message);
  }

  #expectHost(): void {
    if (this.#patience.length > 0) return;
    const { quietMs, unreachableMs } = this.#options.limits;
    const message = "The lab's host can't be reached. Try again later.";
    this.#patience = [
      setTimeout(() => this.#tellWaiting('Connecting to the host.'), quietMs).unref(),
      setTimeout(() => this.#end(terminalCloseCodes.hostUnreachable, message), unreachableMs).unref(),
    ];
  }

  #hostCame(): void {
    for (const timer of this.#patience) clearTimeout(timer);
    this.#patience = [];
  }

  #badMessage(message: string): void {
    this.#end(terminalCloseCodes.badMessage, message);
  }

  /** Says why, after all that was printed before, and closes. */
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

  /** Nothing is wanted from the host any more; the client may still have something to read. */
  #leave(): void {
    this.#hostCame();
    this.#ended.abort();
    this.#inbox.forget();
    // What it acknowledges, and its own end, must still be heard.
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
