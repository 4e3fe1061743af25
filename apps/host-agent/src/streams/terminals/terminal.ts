import type { ServerHttp2Stream } from 'node:http2';
import type { TerminalControl, TerminalSummary } from '@pineapple/host-link/protocol';
import type { DockerClient } from '../../docker/docker-client.ts';
import { resizeExec } from '../../docker/docker-exec.ts';
import { endSession, hangUp } from '../processes/process-session.ts';
import { signalInContainer } from './signal-in-container.ts';
import { sensibleStart } from './sensible-start.ts';
import type { TerminalProcess } from './terminal-process.ts';
import { type TakeUp, TerminalViewer } from './terminal-viewer.ts';
import type { TypingElsewhere } from './typing-activity.ts';
import { type WindowSize, isSameWindow, smallestWindow } from './window-size.ts';

export interface TerminalOptions {
  readonly docker: DockerClient;
  readonly containerId: string;
  readonly name: string;
  readonly incarnation: string;
  readonly process: TerminalProcess;
  readonly size: WindowSize;
  /** How long it lives without a viewer, in milliseconds. */
  readonly retentionMs: number;
  readonly typingElsewhere: TypingElsewhere;
  /** What ended it, asked when nobody told it to end. */
  readonly explainEnd: () => Promise<Ending>;
}

export interface Ending {
  readonly code: number | null;
  readonly reason: string;
}

/** What a viewer asks for. */
export interface JoinRequest {
  readonly stream: ServerHttp2Stream;
  readonly mode: 'write' | 'view';
  readonly size: WindowSize;
  readonly resume: { readonly incarnation: string; readonly offset: number } | null;
  /** Whether it was this request that began the terminal. */
  readonly fresh: boolean;
}

/** Bytes that the fastest viewer may be behind before the process has to wait. */
const mostLagBytes = 768 * 1024;
/**
 * A flood has its turn like everybody else: after so many bytes, what else has happened is dealt with first. While
 * somebody types in another terminal, turns are short, and the next one comes later: so much is still more than anybody
 * can read, and what is typed does not wait for processors that are busy with it.
 */
const turn = { bytes: 256 * 1024, politeBytes: 64 * 1024, politeMs: 100 } as const;
/** More than this in a turn is gathered until the turn ends: large pieces cost less to pack, carry and unpack. */
const atOnceBytes = 16 * 1024;
/** How long one who does not read may keep what an ended terminal had to say. */
const lastWordsMs = 30_000;

/** A terminal of a container: belongs to the agent, and outlives whoever looks at it. */
export class Terminal {
  readonly containerId: string;
  readonly name: string;
  readonly incarnation: string;
  readonly execId: string;
  readonly startedAt = new Date();
  /** Resolves once its process is gone and every viewer was told. */
  readonly ended: Promise<void>;
  readonly #options: TerminalOptions;
  readonly #viewers = new Set<TerminalViewer>();
  /** Viewers whose input waits until the process reads. */
  readonly #held = new Set<ServerHttp2Stream>();
  #size: WindowSize;
  #retention: NodeJS.Timeout | undefined;
  #ending: Ending | null = null;
  #resizing = false;
  /** Bytes printed in this turn, and how many may be. */
  #turnBytes = 0;
  #turnRoom: number = turn.bytes;
  #pumping: NodeJS.Immediate | null = null;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.containerId = options.containerId;
    this.name = options.name;
    this.incarnation = options.incarnation;
    this.execId = options.process.execId;
    this.#size = options.size;
    const { stream, closed } = options.process;
    stream.on('data', (bytes: Buffer) => this.#printed(bytes.length));
    stream.on('drain', () => this.#takeInput());
    this.ended = closed.then(() => this.#finish());
    this.#retain();
  }

  get summary(): TerminalSummary {
    return {
      containerId: this.containerId,
      name: this.name,
      startedAt: this.startedAt.toISOString(),
      viewers: this.#viewers.size,
      ...this.#size,
    };
  }

  /** Whether it takes no viewers any more. */
  get isEnding(): boolean {
    return this.#ending !== null || this.#options.process.stream.destroyed;
  }

  join(request: JoinRequest): TerminalViewer {
    const { stream, resume } = request;
    const { ring } = this.#options.process;
    const known = resume?.incarnation === this.incarnation ? Math.min(resume.offset, ring.end) : 0;
    const { offset, prefix } =
      known < ring.start ? this.#takeUp(known) : { offset: known, prefix: Buffer.alloc(0) };
    const viewer = new TerminalViewer({
      ...{ stream, ring, mode: request.mode, size: request.size },
      position: offset + prefix.length,
      takeUp: (seen) => this.#takeUp(seen),
      describe: () => this.#describe(),
      onProgress: () => this.#flow(),
    });
    this.#viewers.add(viewer);
    clearTimeout(this.#retention);
    stream.once('close', () => this.#leave(viewer, stream));
    this.#fit();
    viewer.say({
      type: 'ready',
      incarnation: this.incarnation,
      viewer: viewer.id,
      offset,
      lost: offset - known,
      fresh: request.fresh,
      ...this.#size,
    });
    viewer.prefix(prefix);
    for (const each of this.#viewers) each.outdate();
    return viewer;
  }

  /** What a viewer typed. Where the process does not read, it may type no more until it does. */
  type(bytes: Uint8Array, from: ServerHttp2Stream): void {
    this.#options.typingElsewhere.typed(this);
    const { stream } = this.#options.process;
    if (!stream.writable || stream.write(bytes)) return;
    from.pause();
    this.#held.add(from);
  }

  resize(viewer: TerminalViewer, size: WindowSize): void {
    viewer.size = size;
    if (this.#fit()) for (const each of this.#viewers) each.outdate();
  }

  /** Ends what runs in it; resolves once that is gone. */
  async end(reason: string): Promise<void> {
    this.#ending ??= { code: null, reason };
    const { leader, stream } = this.#options.process;
    if (leader) await endSession(leader);
    else await this.#endOutOfSight();
    stream.destroy();
    await this.ended;
  }

  async #endOutOfSight(): Promise<void> {
    const { docker, process } = this.#options;
    const terminal = { key: process.key, shell: process.shell, incarnation: this.incarnation };
    await signalInContainer(docker, terminal, 'HUP');
    // Whoever has ended by itself is not there to be signalled a second time.
    await signalInContainer(docker, terminal, 'KILL');
  }

  #printed(bytes: number): void {
    if (this.#turnBytes === 0) this.#beginTurn();
    this.#turnBytes += bytes;
    if (this.#turnBytes <= atOnceBytes) this.#pump();
    else this.#pumping ??= setImmediate(() => this.#pump());
    this.#flow();
  }

  #beginTurn(): void {
    const polite = this.#options.typingElsewhere.than(this);
    this.#turnRoom = polite ? turn.politeBytes : turn.bytes;
    const end = (): void => {
      this.#turnBytes = 0;
      this.#flow();
    };
    if (polite) setTimeout(end, turn.politeMs).unref();
    else setImmediate(end);
  }

  #pump(): void {
    if (this.#pumping) clearImmediate(this.#pumping);
    this.#pumping = null;
    for (const viewer of this.#viewers) viewer.pump();
    this.#flow();
  }

  #takeInput(): void {
    for (const stream of this.#held) stream.resume();
    this.#held.clear();
  }

  /** Lets the process print for as long as somebody keeps up, or nobody looks. */
  #flow(): void {
    const { stream } = this.#options.process;
    const lags = [...this.#viewers].map(({ lag }) => lag);
    const kept = lags.length === 0 || Math.min(...lags) <= mostLagBytes;
    const mayGoOn = kept && this.#turnBytes < this.#turnRoom;
    if (mayGoOn === stream.isPaused()) {
      if (mayGoOn) stream.resume();
      else stream.pause();
    }
  }

  #leave(viewer: TerminalViewer, stream: ServerHttp2Stream): void {
    this.#viewers.delete(viewer);
    this.#held.delete(stream);
    this.#fit();
    for (const each of this.#viewers) each.outdate();
    this.#flow();
    this.#retain();
  }

  #retain(): void {
    if (this.#viewers.size > 0 || this.isEnding) return;
    clearTimeout(this.#retention);
    this.#retention = setTimeout(() => {
      void this.end('Nobody looked at it for too long');
    }, this.#options.retentionMs);
    this.#retention.unref();
  }

  /** Gives it the size that fits everybody who types. True when that is another one. */
  #fit(): boolean {
    const typing = [...this.#viewers].filter(({ mode }) => mode === 'write');
    const size = smallestWindow(typing.map((viewer) => viewer.size));
    if (!size || isSameWindow(size, this.#size)) return false;
    this.#size = size;
    void this.#resize();
    return true;
  }

  /** One at a time, the last size last. */
  async #resize(): Promise<void> {
    if (this.#resizing) return;
    this.#resizing = true;
    const { docker, process } = this.#options;
    let done: WindowSize | null = null;
    while (done !== this.#size) {
      done = this.#size;
      // It may have ended meanwhile, which is told in another way.
      await resizeExec(docker, process.execId, done).catch(() => undefined);
    }
    this.#resizing = false;
  }

  /** The first sensible place in what is kept, for one who has seen so much, and what brings a screen to it. */
  #takeUp(seen: number): TakeUp {
    const { ring, modes } = this.#options.process;
    const prefix = modes.restore();
    // The prefix has room in what was missed.
    const from = Math.max(ring.start, seen + prefix.length + 1);
    const start = from + sensibleStart(ring.read(from, ring.end - from));
    return { offset: start - prefix.length, prefix };
  }

  #describe(): TerminalControl {
    return { type: 'size', ...this.#size, viewers: this.#viewers.size };
  }

  async #finish(): Promise<void> {
    clearTimeout(this.#retention);
    this.#takeInput();
    if (!this.#ending) {
      this.#ending = { code: null, reason: '' };
      this.#ending = await this.#options.explainEnd();
      const { leader } = this.#options.process;
      // A shell that ended leaves behind what it was told to; one that Docker let go of is ended.
      if (leader) await (this.#ending.code === null ? endSession(leader) : hangUp(leader));
    }
    const exit = { type: 'exit', ...this.#ending } as const;
    for (const viewer of this.#viewers) viewer.finish(exit, lastWordsMs);
  }
}
