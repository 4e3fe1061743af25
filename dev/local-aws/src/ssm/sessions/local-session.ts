import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import {
  ChannelMessageError,
  decodeHandshakeResponse,
  decodeSize,
  encodeChannelClosed,
  encodeHandshakeComplete,
  encodeHandshakeRequest,
  encodeMessage,
  payloadTypes,
  ReliableChannel,
} from '@pineapple/host-link/channel';
import { commandEnvironment, type ManagedInstance } from '../instances.ts';
import { type PtyProcess, startPtyProcess } from './pty-process.ts';
import type { SessionLink } from './session-link.ts';
import { SessionTokens } from './session-tokens.ts';
import { Utf8Reading } from './utf8-reading.ts';

export interface SessionLimits {
  /** Whether the agent starts with a handshake. AWS's agent does so only for encrypted sessions. */
  readonly handshake: boolean;
  /** Idle timeout: time without input or output. */
  readonly idleMs: number;
  /** How long a session waits for its first or its next connection. */
  readonly resumeMs: number;
}

export interface SessionRequest {
  readonly sessionId: string;
  readonly instance: ManagedInstance;
  readonly documentName: string;
  readonly command: string;
  readonly reason: string;
}

/** Maximum bytes that wait for the command to read them. */
const inputBytes = 32 * 1024;
/** How long the last output may take to arrive, ms, as in AWS's agent. */
const settleMs = 2_000;

/** One session: a command in a pseudo-terminal and the agent's end of its data channel. */
export class LocalSession {
  readonly request: SessionRequest;
  readonly startedAt = new Date().toISOString();
  readonly tokens = new SessionTokens();
  readonly #limits: SessionLimits;
  readonly #onEnded: () => void;
  readonly #channel: ReliableChannel;
  readonly #reading = new Utf8Reading();
  #link: SessionLink | null = null;
  #process: PtyProcess | null = null;
  #handshake: 'none' | 'asked' | 'done' = 'none';
  #online = true;
  #unwritten = 0;
  #activeAt = performance.now();
  #idleTimer: NodeJS.Timeout | null = null;
  #abandoned: NodeJS.Timeout | null = null;
  #settled: (() => void) | null = null;
  #endedAt: string | null = null;
  #endReason = '';

  constructor(request: SessionRequest, limits: SessionLimits, onEnded: () => void) {
    this.request = request;
    this.#limits = limits;
    this.#onEnded = onEnded;
    this.#channel = new ReliableChannel({
      end: 'agent',
      onData: (payloadType, payload) => this.#take(payloadType, payload),
      onDrain: () => this.#process?.resume(),
      onAcknowledged: () => this.#settled?.(),
      onClosed: () => void this.end('The client closed the channel'),
    });
    this.#waitForLink();
    this.#watchIdle();
  }

  get endedAt(): string | null {
    return this.#endedAt;
  }

  get endReason(): string {
    return this.#endReason;
  }

  get connected(): boolean {
    return this.#link !== null;
  }

  /** Continues over a new connection and closes the previous one. */
  connect(
    makeLink: (handlers: { onMessage: (message: Buffer) => void; onLost: () => void }) => SessionLink,
  ): void {
    if (this.#abandoned) clearTimeout(this.#abandoned);
    this.#link?.close('Another connection took its place');
    const link: SessionLink = makeLink({
      onMessage: (message) => {
        if (this.#link === link && this.#online) this.#receive(message);
      },
      onLost: () => {
        if (this.#link === link) this.#lost();
      },
    });
    this.#link = link;
    if (this.#online) this.#channel.attach(link.transmit);
    else link.transmit(encodeMessage('pause_publication', { payload: Buffer.alloc(0) }));
    if (this.#handshake === 'none') this.#begin();
  }

  /** Whether Systems Manager reaches the host. While it does not, the client is told to pause. */
  setOnline(online: boolean): void {
    if (online === this.#online) return;
    this.#online = online;
    if (!online) this.#channel.detach();
    const type = online ? 'start_publication' : 'pause_publication';
    this.#link?.transmit(encodeMessage(type, { payload: Buffer.alloc(0) }));
    if (online && this.#link) this.#channel.attach(this.#link.transmit);
  }

  /** Ends the command and sends the client the reason. */
  async end(reason: string): Promise<void> {
    if (this.#endedAt) return;
    this.#endedAt = new Date().toISOString();
    this.#endReason = reason;
    this.tokens.clear();
    for (const timer of [this.#idleTimer, this.#abandoned]) if (timer) clearTimeout(timer);
    const process = this.#process;
    process?.kill();
    this.#channel.detach();
    const closed = encodeChannelClosed({
      MessageId: randomUUID(),
      CreatedDate: this.#endedAt,
      DestinationId: this.request.instance.instanceId,
      SessionId: this.request.sessionId,
      MessageType: 'channel_closed',
      SchemaVersion: 1,
      Output: reason,
    });
    this.#link?.transmit(encodeMessage('channel_closed', { payload: closed }));
    this.#link?.close(reason);
    this.#link = null;
    this.#onEnded();
    await process?.ended;
  }

  #begin(): void {
    if (!this.#limits.handshake) {
      this.#handshake = 'done';
      this.#start();
      return;
    }
    this.#handshake = 'asked';
    const action = {
      ActionType: 'SessionType',
      ActionParameters: { SessionType: 'InteractiveCommands', Properties: null },
    };
    this.#channel.send(
      payloadTypes.handshakeRequest,
      encodeHandshakeRequest({ AgentVersion: '3.3.2746.0', RequestedClientActions: [action] }),
    );
  }

  #start(): void {
    try {
      this.#startProcess();
    } catch (error) {
      // For example, the machine has no pseudo-terminal left.
      void this.end(
        `The command could not be started: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  #startProcess(): void {
    const process = startPtyProcess({
      command: this.request.command,
      directory: homedir(),
      environment: commandEnvironment(this.request.instance),
      onOutput: (bytes) => this.#print(bytes),
    });
    this.#process = process;
    void process.ended.then(async (status) => {
      await this.#settle();
      await this.end(
        status === null ? 'The command was ended by a signal' : `The command ended with status ${status}`,
      );
    });
  }

  #print(bytes: Buffer): void {
    this.#activeAt = performance.now();
    this.#channel.send(payloadTypes.output, this.#reading.read(bytes));
    if (!this.#channel.drained) this.#process?.pause();
  }

  #take(payloadType: number, payload: Buffer): boolean {
    this.#activeAt = performance.now();
    if (payloadType === payloadTypes.handshakeResponse) {
      this.#finishHandshake(payload);
    } else if (payloadType === payloadTypes.size) {
      const { cols, rows } = decodeSize(payload);
      this.#process?.resize(cols, rows);
    } else if (payloadType === payloadTypes.output && this.#process) {
      return this.#type(this.#process, payload);
    }
    return true;
  }

  #type(process: PtyProcess, bytes: Buffer): boolean {
    this.#unwritten += bytes.length;
    process.write(bytes, () => {
      this.#unwritten -= bytes.length;
      if (this.#unwritten < inputBytes) this.#channel.unblock();
    });
    return this.#unwritten < inputBytes;
  }

  #finishHandshake(payload: Buffer): void {
    if (this.#handshake !== 'asked') return;
    this.#handshake = 'done';
    const failed = decodeHandshakeResponse(payload).ProcessedClientActions.find(
      ({ ActionStatus }) => ActionStatus !== 1,
    );
    if (failed) {
      void this.end(`${failed.ActionType} failed on client: ${failed.Error}`);
      return;
    }
    this.#channel.send(
      payloadTypes.handshakeComplete,
      encodeHandshakeComplete({ HandshakeTimeToComplete: 1_000_000, CustomerMessage: '' }),
    );
    this.#start();
  }

  #receive(message: Buffer): void {
    try {
      this.#channel.receive(message);
    } catch (error) {
      if (!(error instanceof ChannelMessageError)) throw error;
      this.#link?.close(error.message);
      this.#lost();
    }
  }

  #lost(): void {
    this.#link = null;
    this.#channel.detach();
    if (!this.#endedAt) this.#waitForLink();
  }

  #waitForLink(): void {
    this.#abandoned = setTimeout(() => void this.end('No client was connected'), this.#limits.resumeMs);
  }

  #watchIdle(): void {
    const left = this.#limits.idleMs - (performance.now() - this.#activeAt);
    if (left <= 0) void this.end('The session timed out: nothing was typed or printed');
    else this.#idleTimer = setTimeout(() => this.#watchIdle(), Math.ceil(left));
  }

  async #settle(): Promise<void> {
    if (this.#channel.acknowledged || this.#endedAt) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, settleMs);
      this.#settled = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
