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
const mostWaitingBytes = 1024 * 1024;
/** A quiet capture says how it is this often, so that nothing on the way ends it as idle. */
const reportMs = 10_000;

/** Writes the packets of a capture to its viewer. */
export class CaptureDelivery {
  readonly #stream: ServerHttp2Stream;
  readonly #reports: NodeJS.Timeout;
  #dropped = 0;
  #reportDue = false;

  constructor(stream: ServerHttp2Stream, captured: CapturedInterface) {
    this.#stream = stream;
    stream.respond({ ':status': 200, 'content-type': captureMediaType });
    stream.write(pcapngHeader(captured));
    this.#reports = setInterval(() => this.#report(), reportMs).unref();
    stream.once('close', () => clearInterval(this.#reports));
  }

  packets(packets: readonly CapturedPacket[]): void {
    if (this.#lags) {
      this.#dropped += packets.length;
      this.#reportDue = true;
      return;
    }
    if (this.#reportDue) this.#report();
    this.#stream.write(pcapngPackets(packets));
  }

  /**
   * Writes the totals, and ends the stream.
   * @param dropped packets that the program lost
   * @param comment why the capture ended
   */
  end({ received, dropped, comment }: { received: number | null; dropped: number; comment: string }): void {
    clearInterval(this.#reports);
    if (this.#stream.destroyed) return;
    this.#dropped += dropped;
    this.#stream.end(pcapngStatistics({ at: now(), received, dropped: this.#dropped, comment }));
  }

  get #lags(): boolean {
    return this.#stream.destroyed || this.#stream.writableLength > mostWaitingBytes;
  }

  #report(): void {
    if (this.#lags) return;
    this.#reportDue = false;
    this.#stream.write(
      pcapngStatistics({ at: now(), received: null, dropped: this.#dropped, comment: null }),
    );
  }
}

function now(): bigint {
  return BigInt(Date.now()) * 1_000_000n;
}
