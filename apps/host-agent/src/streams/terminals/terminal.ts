import type { ServerHttp2Stream } from 'node:http2';
import type { TerminalControl, TerminalSummary } from '@pineapple/host-link/protocol';
import type { DockerClient } from '../../docker/docker-client.ts';
import { resizeExec } from '../../docker/docker-exec.ts';
import { endSession, hangUp } from '../processes/process-session.ts';
import type { DrawnScreen } from './screen/screen-record.ts';
import { signalInContainer } from './signal-in-container.ts';
import type { TerminalProcess } from './terminal-process.ts';
import { isReport } from './terminal-report.ts';
import { TerminalViewer } from './terminal-viewer.ts';
import type { TypingActivity } from './typing-activity.ts';
import { type WindowSize, isSameWindow, smallestWindow } from './window-size.ts';

interface TerminalOptions {
  readonly docker: DockerClient;
  readonly containerId: string;
  readonly name: string;
  readonly incarnation: string;
  readonly process: TerminalProcess;
  readonly size: WindowSize;
  /** How long it lives without a viewer, in milliseconds. */
  readonly retentionMs: number;
  readonly typing: TypingActivity;
  /** Finds out why the process ended, if it was not ended on request. */
  readonly explainEnd: () => Promise<Ending>;
}

/** How a terminal ended, for its viewers. */
export interface Ending {
  readonly code: number | null;
  readonly reason: string;
  readonly by: 'shell' | 'request' | 'container';
}

/** A viewer's request to join. */
interface JoinRequest {
  readonly stream: ServerHttp2Stream;
  readonly mode: 'write' | 'view';
  readonly size: WindowSize;
  readonly resume: { readonly incarnation: string; readonly offset: number } | null;
  /** Whether this request started the terminal. */
  readonly fresh: boolean;
}

/** How far the fastest viewer may lag behind before the process has to wait. */
const maxLagBytes = 768 * 1024;
/**
 * Heavy output is read in turns, so that other events are handled in between. While someone types in another terminal,
 * turns are shorter and further apart: the output is still faster than anyone can read, and keystrokes do not wait for
 * it.
 */
const turn = { bytes: 256 * 1024, politeBytes: 64 * 1024, politeMs: 100 } as const;
/** Output beyond this in a turn is sent in one piece when the turn ends: large pieces compress and transfer cheaper. */
const immediateBytes = 16 * 1024;
/** How long a slow viewer may take for the last output of a terminal that has ended. */
const finalOutputMs = 30_000;

/** A terminal of a container. It belongs to the agent and outlives its viewers. */
export class Terminal {
  readonly containerId: string;
  readonly name: string;
  readonly incarnation: string;
  readonly execId: string;
  readonly startedAt = new Date();
  /** Resolves once its process is gone and all viewers are notified. */
  readonly ended: Promise<void>;
  readonly #options: TerminalOptions;
  readonly #viewers = new Set<TerminalViewer>();
  /** Streams whose input is paused until the process reads. */
  readonly #paused = new Set<ServerHttp2Stream>();
  #size: WindowSize;
  #retention: NodeJS.Timeout | undefined;
  #ending: Ending | null = null;
  #resizing = false;
  /** Keys of all viewers so far. */
  #keys = 0;
  /** Screens that are being drawn. Meanwhile nothing is read, so that the output after them is still kept. */
  #drawings = 0;
  /** Bytes printed in this turn, and their limit. */
  #turnBytes = 0;
  #turnLimit: number = turn.bytes;
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
    stream.on('drain', () => this.#resumeInput());
    this.ended = closed.then(() => this.#finish());
    this.#retain();
  }

  /** Whether its shell has a pseudo-terminal. One without is for the viewer that started it. */
  get tty(): boolean {
    return this.#options.process.tty;
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

  /** Whether it no longer accepts viewers. */
  get isEnding(): boolean {
    return this.#ending !== null || this.#options.process.stream.destroyed;
  }

  join(request: JoinRequest): TerminalViewer {
    const { stream, resume, fresh } = request;
    const { ring } = this.#options.process;
    const known = resume?.incarnation === this.incarnation ? Math.min(resume.offset, ring.end) : null;
    const from = fresh || ring.end === ring.start ? ring.start : known;
    const viewer = new TerminalViewer({
      ...{ stream, ring, mode: request.mode, size: request.size },
      position: from !== null && from >= ring.start ? from : null,
      draw: () => this.#draw(),
      greet: (id, offset) => ({
        ...{ type: 'ready', incarnation: this.incarnation, viewer: id, offset, fresh, ...this.#size },
        tty: this.tty,
        lost: Math.max(0, ring.start - (known ?? ring.start)),
      }),
      describe: () => this.#describe(),
      onProgress: () => this.#regulate(),
    });
    this.#viewers.add(viewer);
    clearTimeout(this.#retention);
    stream.once('close', () => this.#leave(viewer, stream));
    this.#fit();
    viewer.begin();
    for (const each of this.#viewers) each.requestDescription();
    return viewer;
  }

  /**
   * Passes on a viewer's input. If the process does not read, the viewer's stream is paused until it does. Every viewer's
   * emulator answers a query in the output. Only the answers of one are passed on: of the viewer that typed last.
   */
  type(bytes: Uint8Array, viewer: TerminalViewer, from: ServerHttp2Stream): void {
    if (this.tty && isReport(bytes)) {
      if (viewer !== this.#answering()) return;
    } else {
      viewer.typedAt = this.#keys += 1;
      this.#options.typing.recordKey(this);
    }
    const { stream } = this.#options.process;
    if (!stream.writable || stream.write(bytes)) return;
    from.pause();
    this.#paused.add(from);
  }

  /** Lets the process read the end of its input, after what was typed. Only without a pseudo-terminal. */
  endInput(): void {
    if (!this.tty) this.#options.process.stream.end();
  }

  resize(viewer: TerminalViewer, size: WindowSize): void {
    viewer.resize(size);
    if (this.#fit()) for (const each of this.#viewers) each.requestDescription();
  }

  /** Ends its processes; resolves once they are gone. */
  async end(reason: string): Promise<void> {
    this.#ending ??= { code: null, reason, by: 'request' };
    const { leader, stream } = this.#options.process;
    if (leader) await endSession(leader);
    else await this.#endFromInside();
    stream.destroy();
    await this.ended;
  }

  async #endFromInside(): Promise<void> {
    const { docker, process } = this.#options;
    const terminal = { key: process.key, shell: process.shell, incarnation: this.incarnation };
    await signalInContainer(docker, terminal, 'HUP');
    await signalInContainer(docker, terminal, 'KILL');
  }

  /** The viewer whose emulator answers queries: the one that typed last, else the first that may type. */
  #answering(): TerminalViewer | undefined {
    const typing = [...this.#viewers].filter(({ mode }) => mode === 'write');
    return typing.sort((one, other) => other.typedAt - one.typedAt)[0];
  }

  #printed(bytes: number): void {
    if (this.#turnBytes === 0) this.#beginTurn();
    this.#turnBytes += bytes;
    if (this.#turnBytes <= immediateBytes) this.#pump();
    else this.#pumping ??= setImmediate(() => this.#pump());
    this.#regulate();
  }

  #beginTurn(): void {
    const polite = this.#options.typing.isElsewhere(this);
    this.#turnLimit = polite ? turn.politeBytes : turn.bytes;
    const endTurn = (): void => {
      this.#turnBytes = 0;
      this.#regulate();
    };
    if (polite) setTimeout(endTurn, turn.politeMs).unref();
    else setImmediate(endTurn);
  }

  #pump(): void {
    if (this.#pumping) clearImmediate(this.#pumping);
    this.#pumping = null;
    for (const viewer of this.#viewers) viewer.pump();
    this.#regulate();
  }

  #resumeInput(): void {
    for (const stream of this.#paused) stream.resume();
    this.#paused.clear();
  }

  /** Reads from the process as long as one viewer keeps up or there is none, and pauses it otherwise. */
  #regulate(): void {
    const { stream } = this.#options.process;
    const lags = [...this.#viewers].map(({ lag }) => lag);
    const keepsUp = lags.length === 0 || Math.min(...lags) <= maxLagBytes;
    const mayPrint = keepsUp && this.#drawings === 0 && this.#turnBytes < this.#turnLimit;
    if (mayPrint === stream.isPaused()) {
      if (mayPrint) stream.resume();
      else stream.pause();
    }
  }

  #leave(viewer: TerminalViewer, stream: ServerHttp2Stream): void {
    this.#viewers.delete(viewer);
    this.#paused.delete(stream);
    this.#fit();
    for (const each of this.#viewers) each.requestDescription();
    this.#regulate();
    this.#retain();
  }

  #retain(): void {
    if (this.#viewers.size > 0 || this.isEnding) return;
    clearTimeout(this.#retention);
    this.#retention = setTimeout(() => {
      void this.end('Closed because no one was viewing it');
    }, this.#options.retentionMs);
    this.#retention.unref();
  }

  /** Sets the size that fits all viewers in write mode. Returns whether it changed. */
  #fit(): boolean {
    const typing = [...this.#viewers].filter(({ mode }) => mode === 'write');
    const size = smallestWindow(typing.map((viewer) => viewer.size));
    if (!size || isSameWindow(size, this.#size)) return false;
    this.#size = size;
    const { record, ring } = this.#options.process;
    record.resized(ring.end, size);
    void this.#resize();
    return true;
  }

  /** Resizes one at a time, and ends with the latest size. */
  async #resize(): Promise<void> {
    if (this.#resizing) return;
    this.#resizing = true;
    const { docker, process } = this.#options;
    let done: WindowSize | null = null;
    while (done !== this.#size) {
      done = this.#size;
      // It may have ended meanwhile, which is reported separately.
      await resizeExec(docker, process.execId, done).catch(() => undefined);
    }
    this.#resizing = false;
  }

  async #draw(): Promise<DrawnScreen> {
    const { record, ring } = this.#options.process;
    this.#drawings += 1;
    this.#regulate();
    try {
      return await record.draw(ring);
    } finally {
      this.#drawings -= 1;
      this.#regulate();
    }
  }

  #describe(): TerminalControl {
    return { type: 'size', ...this.#size, viewers: this.#viewers.size };
  }

  async #finish(): Promise<void> {
    clearTimeout(this.#retention);
    this.#resumeInput();
    if (!this.#ending) {
      this.#ending = { code: null, reason: '', by: 'container' };
      this.#ending = await this.#options.explainEnd();
      const { leader } = this.#options.process;
      // After a shell exits, processes that ignore SIGHUP keep running. If Docker closed the terminal, all are ended.
      if (leader) await (this.#ending.code === null ? endSession(leader) : hangUp(leader));
    }
    const exit = { type: 'exit', ...this.#ending } as const;
    for (const viewer of this.#viewers) viewer.finish(exit, finalOutputMs);
  }
}
