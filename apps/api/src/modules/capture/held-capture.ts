import { randomUUID } from 'node:crypto';
import type { Credential } from '../../identity/credential.ts';
import type { HeldSocket } from '../../sockets/socket-registry.ts';

/** A capture that a user has open. Closing it cuts its response. */
export class HeldCapture implements HeldSocket {
  readonly id = randomUUID();
  readonly credential: Credential;
  readonly #ended = new AbortController();

  constructor(credential: Credential) {
    this.credential = credential;
  }

  get holder(): string {
    return this.credential.user.id;
  }

  /** Aborts when the capture is over. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  close(): void {
    this.#ended.abort(new Error('The capture was closed.'));
  }

  beat(): void {
    // The host writes to a quiet capture, too. TCP detects a client that vanished.
  }
}
