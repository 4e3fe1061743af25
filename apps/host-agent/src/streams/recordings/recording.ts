import { type FileHandle, open, readFile, rm } from 'node:fs/promises';
import {
  type CapturedInterface,
  type CapturedPacket,
  pcapngHeader,
  pcapngPackets,
} from '@pineapple/host-link/capture';

/** What a recording keeps: two segments, of which the older one is dropped when the newer one is full. */
interface RecordingLimits {
  readonly segmentBytes: number;
  readonly segmentPackets: number;
  /** Bytes that may wait for the disk. Packets beyond are missed and counted. */
  readonly waitingBytes: number;
}

const defaultLimits: RecordingLimits = {
  segmentBytes: 16 * 1024 * 1024,
  segmentPackets: 50_000,
  waitingBytes: 4 * 1024 * 1024,
};

/** The latest packets of a capture at one moment. */
interface RecordedPackets {
  /** A pcapng file. */
  readonly bytes: Buffer;
  /** Counts the states of the recording that were taken, from 1. */
  readonly snapshot: number;
  /** Earlier packets that the recording no longer has. */
  readonly forgotten: number;
  /** Packets that it could not write. */
  readonly missed: number;
}

interface Segment {
  readonly path: string;
  readonly file: FileHandle;
  bytes: number;
  packets: number;
}

interface Piece {
  readonly blocks: Uint8Array;
  readonly packets: number;
}

/** The latest packets of a capture, in files of a bounded size. */
export class Recording {
  readonly #path: string;
  readonly #limits: RecordingLimits;
  readonly #header: Uint8Array;
  #segments: Segment[] = [];
  #opened = 0;
  #waiting: Piece[] = [];
  #waitingBytes = 0;
  /** Everything that touches the files, one after the other. */
  #work: Promise<unknown> = Promise.resolve();
  #forgotten = 0;
  #missed = 0;
  #snapshots = 0;
  #isRemoved = false;

  /** @param path where its files are, to which a number is appended */
  constructor(path: string, captured: readonly CapturedInterface[], limits = defaultLimits) {
    this.#path = path;
    this.#limits = limits;
    this.#header = pcapngHeader(...captured);
  }

  /** Never waits: packets that the disk is too slow for are counted as missed. */
  write(packets: readonly CapturedPacket[]): void {
    if (this.#isRemoved) return;
    const blocks = pcapngPackets(packets);
    if (this.#waitingBytes + blocks.length > this.#limits.waitingBytes) {
      this.#missed += packets.length;
      return;
    }
    this.#waitingBytes += blocks.length;
    this.#waiting.push({ blocks, packets: packets.length });
    if (this.#waiting.length === 1) void this.#run(() => this.#writeWaiting());
  }

  /** Reads what it has now. */
  take(): Promise<RecordedPackets> {
    return this.#run(async () => {
      const parts = await Promise.all(this.#segments.map(({ path }) => readFile(path)));
      this.#snapshots += 1;
      const bytes = Buffer.concat([this.#header, ...parts]);
      const [forgotten, missed, snapshot] = [this.#forgotten, this.#missed, this.#snapshots];
      return { bytes, snapshot, forgotten, missed };
    });
  }

  /** Deletes its files. */
  remove(): Promise<void> {
    this.#isRemoved = true;
    return this.#run(async () => {
      for (const segment of this.#segments.splice(0)) await drop(segment);
    });
  }

  async #writeWaiting(): Promise<void> {
    const pieces = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    for (const piece of pieces) {
      try {
        const segment = await this.#segmentFor(piece);
        await segment.file.appendFile(piece.blocks);
        segment.bytes += piece.blocks.length;
        segment.packets += piece.packets;
      } catch {
        // The disk is full. Half of a block would make the rest of the file unreadable.
        this.#missed += piece.packets;
        const last = this.#segments.at(-1);
        await last?.file.truncate(last.bytes).catch(() => undefined);
      }
    }
  }

  async #segmentFor({ blocks, packets }: Piece): Promise<Segment> {
    const { segmentBytes, segmentPackets } = this.#limits;
    const last = this.#segments.at(-1);
    const hasRoom =
      last && last.bytes + blocks.length <= segmentBytes && last.packets + packets <= segmentPackets;
    if (hasRoom) return last;
    if (this.#segments.length === 2) {
      const [oldest] = this.#segments.splice(0, 1);
      this.#forgotten += oldest?.packets ?? 0;
      if (oldest) await drop(oldest);
    }
    this.#opened += 1;
    const path = `${this.#path}-${this.#opened}`;
    const segment = { path, file: await open(path, 'ax', 0o600), bytes: 0, packets: 0 };
    this.#segments.push(segment);
    return segment;
  }

  #run<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#work.then(task);
    this.#work = done.catch(() => undefined);
    return done;
  }
}

async function drop({ path, file }: Segment): Promise<void> {
  await file.close();
  await rm(path, { force: true });
}
