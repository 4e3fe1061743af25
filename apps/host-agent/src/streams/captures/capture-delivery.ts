import type { ServerHttp2Stream } from 'node:http2';
import {
  type CapturedInterface,
  type CapturedPacket,
  captureMediaType,
  pcapngHeader,
  pcapngPackets,
  pcapngStatistics,
} from '@pineapple/host-link/capture';

/** Bytes that may wait for a slow viewer. Packets beyond are dropped and counted. */
const mostWaitingBytes = 4 * 1024 * 1024;
/** A quiet capture says how it is this often, so that nothing on the way ends it as idle. */
const reportMs = 10_000;
/** A capture that loses packets says so at most this often. */
const lossReportMs = 250;

/** Of one interface. */
interface Loss {
  /** Packets that the viewer was too slow for. */
  late: number;
  /** Packets that the host was too slow for. */
  missed: number;
  isDue: boolean;
  /** What it waits for; null while it captures. */
  waitsFor: string | null;
}

/** Writes the packets of a capture to its viewer. */
export class CaptureDelivery {
  readonly #stream: ServerHttp2Stream;
  readonly #reports: NodeJS.Timeout;
  readonly #losses: readonly Loss[];
  #reportedAt = 0;

  constructor(stream: ServerHttp2Stream, captured: readonly CapturedInterface[]) {
    this.#stream = stream;
    this.#losses = captured.map(() => ({ late: 0, missed: 0, isDue: false, waitsFor: null }));
    stream.respond({ ':status': 200, 'content-type': captureMediaType });
    stream.write(pcapngHeader(...captured));
    this.#reports = setInterval(() => this.#report(true), reportMs).unref();
    stream.once('close', () => clearInterval(this.#reports));
  }

  packets(packets: readonly CapturedPacket[]): void {
    if (this.#lags) {
      for (const { interface: from } of packets) {
        const loss = this.#losses[from ?? 0];
        if (!loss) continue;
        loss.late += 1;
        loss.isDue = true;
      }
      return;
    }
    if (performance.now() - this.#reportedAt > lossReportMs) this.#report(false);
    this.#stream.write(pcapngPackets(packets));
  }

  /** The host has lost so many packets of an interface in all. They are reported with the next ones. */
  missed(from: number, total: number): void {
    const loss = this.#losses[from];
    if (!loss) return;
    loss.missed = total;
    loss.isDue = true;
  }

  /** Says what an interface waits for. @param waitsFor null when it captures */
  waits(from: number, waitsFor: string | null): void {
    const loss = this.#losses[from];
    if (!loss || loss.waitsFor === waitsFor) return;
    loss.waitsFor = waitsFor;
    if (!this.#stream.destroyed) this.#stream.write(this.#statistics(from, null));
  }

  /** Writes the totals of an interface that gives no packets any more, and why. */
  endOf(from: number, { received, comment }: { received: number | null; comment: string }): void {
    if (!this.#stream.destroyed) this.#stream.write(this.#statistics(from, received, comment));
  }

  end(): void {
    clearInterval(this.#reports);
    if (!this.#stream.destroyed) this.#stream.end();
  }

  get #lags(): boolean {
    return this.#stream.destroyed || this.#stream.writableLength > mostWaitingBytes;
  }

  /** @param isQuiet whether to report also where nothing was lost */
  #report(isQuiet: boolean): void {
    if (this.#lags) return;
    this.#reportedAt = performance.now();
    for (const [from, loss] of this.#losses.entries()) {
      if (!loss.isDue && !isQuiet) continue;
      loss.isDue = false;
      this.#stream.write(this.#statistics(from, null));
    }
  }

  /** @param whyEnded null before its end */
  #statistics(from: number, received: number | null, whyEnded: string | null = null): Uint8Array {
    const { late, missed, waitsFor } = this.#losses[from] ?? { late: 0, missed: 0, waitsFor: null };
    const at = BigInt(Date.now()) * 1_000_000n;
    const state = { comment: whyEnded ?? waitsFor, isEnd: whyEnded !== null };
    return pcapngStatistics({ at, received, dropped: late + missed, ...state }, from);
  }
}
