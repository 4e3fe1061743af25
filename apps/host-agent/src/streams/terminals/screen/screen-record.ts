import { type OutputRing, resumePoint } from '../output-ring.ts';
import { TerminalModes } from '../terminal-modes.ts';
import type { WindowSize } from '../window-size.ts';
import type { ScreenRequest, ScreenStep } from './draw-screen.ts';
import type { ScreenDrawer } from './screen-drawer.ts';

/** A screen for a viewer: output that takes the place of everything up to a position. */
export interface DrawnScreen {
  readonly bytes: Uint8Array;
  readonly end: number;
}

/** The screen at a position. `complete` if it shows everything before, not only the modes. */
interface Checkpoint {
  readonly at: number;
  readonly screen: Uint8Array | null;
  readonly complete: boolean;
}

interface ScreenRecordOptions {
  readonly drawer: Pick<ScreenDrawer, 'draw'>;
  /** Position of the first output. */
  readonly start: number;
  readonly size: WindowSize;
  /** In milliseconds. */
  readonly clock?: () => number;
}

/** The lines above the screen that a viewer gets: as many as the page keeps. */
const scrollbackLines = 10_000;
/** Output that is dropped faster than a block in this time is not read by an emulator. */
const calmMs = 1_000;
const mostSizes = 256;

/**
 * Knows what is needed to draw a terminal's screen: its sizes, and the screen at the first byte that is still kept. The
 * kept output is read by an emulator only when a viewer needs a screen. Dropped output is read as it is dropped, unless
 * there is too much of it: then the screen of that time scrolled away long ago, and its modes are tracked without an
 * emulator.
 */
export class ScreenRecord {
  readonly #options: ScreenRecordOptions;
  readonly #modes = new TerminalModes();
  readonly #sizes: { at: number; size: WindowSize }[];
  #checkpoint: Checkpoint;
  /** Resolves when the checkpoint covers all dropped output. */
  #reading: Promise<void> | null = null;
  /** Position of the first byte that is still kept. */
  #droppedEnd: number;
  #droppedAt = Number.NEGATIVE_INFINITY;

  constructor(options: ScreenRecordOptions) {
    this.#options = options;
    this.#droppedEnd = options.start;
    this.#sizes = [{ at: options.start, size: options.size }];
    this.#checkpoint = { at: options.start, screen: null, complete: true };
  }

  /** The terminal has another size for the output from a position on. */
  resized(at: number, size: WindowSize): void {
    if (this.#sizes.at(-1)?.at === at) this.#sizes.pop();
    this.#sizes.push({ at, size });
    if (this.#sizes.length > mostSizes) this.#sizes.splice(1, 1);
  }

  /** The oldest output is no longer kept. The bytes are valid during the call. */
  dropped(bytes: Uint8Array): void {
    const { clock = () => performance.now(), drawer } = this.#options;
    this.#modes.read(Buffer.from(bytes));
    const now = clock();
    const calm = now - this.#droppedAt > calmMs;
    this.#droppedAt = now;
    const before = this.#checkpoint;
    const end = this.#droppedEnd + bytes.length;
    this.#droppedEnd = end;
    if (!calm || this.#reading) {
      this.#forget(end);
      return;
    }
    const request = this.#request(before, [{ at: before.at, bytes: Buffer.from(bytes) }], 0);
    this.#reading = drawer.draw(request).then((screen) => {
      this.#reading = null;
      if (this.#droppedEnd !== end) return;
      if (screen) this.#checkpoint = { at: end, screen, complete: before.complete };
      else this.#forget(end);
      this.#prune();
    });
  }

  /** Draws the screen at the end of the output. Nothing may be dropped until it is drawn. */
  async draw(ring: OutputRing): Promise<DrawnScreen> {
    await this.#reading;
    const { at, complete } = this.#checkpoint;
    const pieces: { at: number; bytes: Uint8Array }[] = [];
    for (let next = at; next < ring.end;) {
      const piece = Buffer.from(ring.read(next, ring.end - next));
      const skip = next === at && !complete ? resumePoint(piece) : 0;
      pieces.push({ at: next + skip, bytes: piece.subarray(skip) });
      next += piece.length;
    }
    const end = ring.end;
    const bytes = await this.#options.drawer.draw(this.#request(this.#checkpoint, pieces, scrollbackLines));
    return bytes ? { bytes, end } : this.#undrawn(ring, end);
  }

  /** The modes and the kept output as it is. */
  #undrawn(ring: OutputRing, end: number): DrawnScreen {
    const kept: Uint8Array[] = [];
    for (let next = ring.start; next < end;) {
      const piece = Buffer.from(ring.read(next, end - next));
      kept.push(next === ring.start ? piece.subarray(resumePoint(piece)) : piece);
      next += piece.length;
    }
    return { bytes: Buffer.concat([this.#modes.restore(), ...kept]), end };
  }

  #request(
    { at, screen }: Checkpoint,
    pieces: readonly { at: number; bytes: Uint8Array }[],
    scrollback: number,
  ): ScreenRequest {
    const sizes = this.#sizes.filter((each) => each.at > at);
    const steps: ScreenStep[] = screen ? [screen] : [];
    for (const piece of pieces) {
      let from = piece.at;
      const end = piece.at + piece.bytes.length;
      for (let next = sizes[0]; next && next.at < end; next = sizes[0]) {
        steps.push(piece.bytes.subarray(from - piece.at, Math.max(next.at, from) - piece.at), next.size);
        from = Math.max(next.at, from);
        sizes.shift();
      }
      steps.push(piece.bytes.subarray(from - piece.at));
    }
    if (scrollback > 0) steps.push(...sizes.map(({ size }) => size));
    return { ...this.#sizeAt(at), steps, scrollback };
  }

  #sizeAt(position: number): WindowSize {
    const { size } = this.#sizes.findLast(({ at }) => at <= position) ?? this.#sizes[0] ?? this.#options;
    return size;
  }

  #forget(end: number): void {
    this.#checkpoint = { at: end, screen: this.#modes.restore(), complete: false };
    this.#prune();
  }

  #prune(): void {
    const first = this.#sizes.findLastIndex(({ at }) => at <= this.#checkpoint.at);
    if (first > 0) this.#sizes.splice(0, first);
  }
}
