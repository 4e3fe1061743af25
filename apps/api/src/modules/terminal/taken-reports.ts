import type { ClientHttp2Session } from 'node:http2';
import { encodeControlFrame, mostUntakenBytes } from '@pineapple/host-link/protocol';
import { requestStream } from '@pineapple/host-link';

/** Often enough that the agent never waits for it, seldom enough to cost nothing. */
const reportEveryBytes = mostUntakenBytes / 8;

/** Tells the agent how far a viewer's output was handed on, for as long as the visit lasts. */
export class TakenReports {
  #write: ((offset: number) => void) | null = null;
  #told: number;
  #offset: number;

  /** @param offset where the viewer's output begins */
  constructor(offset: number) {
    this.#told = offset;
    this.#offset = offset;
  }

  /** Opens the way to the agent. @throws HostRefusal, or what broke the link */
  async open(
    session: ClientHttp2Session,
    about: { readonly labId: string; readonly viewer: string },
    signal: AbortSignal,
  ): Promise<void> {
    const path = `/taken/${about.viewer}`;
    const stream = await requestStream(session, { method: 'POST', path, labId: about.labId }, signal);
    stream.resume();
    this.#write = (offset) => {
      if (!stream.destroyed && stream.writable) stream.write(encodeControlFrame({ type: 'taken', offset }));
    };
    this.#tell();
  }

  /** Everything up to there is on its way to the client. */
  taken(offset: number): void {
    this.#offset = offset;
    if (offset - this.#told >= reportEveryBytes) this.#tell();
  }

  #tell(): void {
    if (this.#write === null || this.#offset === this.#told) return;
    this.#told = this.#offset;
    this.#write(this.#offset);
  }
}
