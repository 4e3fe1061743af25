import type { ClientHttp2Session } from 'node:http2';
import { encodeControlFrame, mostUntakenBytes } from '@pineapple/host-link/protocol';
import { requestStream } from '@pineapple/host-link';

/** Small enough that the agent never waits for a report, and large enough that reports are rare. */
const reportEveryBytes = mostUntakenBytes / 8;

/** Reports to the agent how much of a viewer's output was passed on to the client. */
export class DeliveryReports {
  #write: ((offset: number) => void) | null = null;
  #reported: number;
  #offset: number;

  /** @param offset where the viewer's output begins */
  constructor(offset: number) {
    this.#reported = offset;
    this.#offset = offset;
  }

  /** Opens the stream to the agent. @throws HostRefusal, or the error that broke the link */
  async open(
    session: ClientHttp2Session,
    subject: { readonly labId: string; readonly viewer: string },
    signal: AbortSignal,
  ): Promise<void> {
    const path = `/taken/${subject.viewer}`;
    const stream = await requestStream(session, { method: 'POST', path, labId: subject.labId }, signal);
    stream.resume();
    this.#write = (offset) => {
      if (!stream.destroyed && stream.writable) stream.write(encodeControlFrame({ type: 'taken', offset }));
    };
    this.#report();
  }

  /** Everything before the offset was sent to the client. */
  delivered(offset: number): void {
    this.#offset = offset;
    if (offset - this.#reported >= reportEveryBytes) this.#report();
  }

  #report(): void {
    if (this.#write === null || this.#offset === this.#reported) return;
    this.#reported = this.#offset;
    this.#write(this.#offset);
  }
}
