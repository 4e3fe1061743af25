import { randomUUID } from 'node:crypto';
import type { Credential } from '../../identity/credential.ts';
import type { HeldSocket } from '../../sockets/socket-registry.ts';

/** Why a connection was closed by the server, as close code and words. */
interface Ending {
  readonly code: number;
  readonly reason: string;
}

/** A connection to a port that a user has open. Closing it cuts both sides. */
export class HeldPort implements HeldSocket {
  readonly id = randomUUID();
  readonly credential: Credential;
  readonly #ended = new AbortController();
  readonly #beat: () => void;
  #ending: Ending | null = null;

  /** @param beat pings its client, where it has to be pinged */
  constructor(credential: Credential, beat: () => void = () => undefined) {
    this.credential = credential;
    this.#beat = beat;
  }

  get holder(): string {
    return this.credential.user.id;
  }

  /** Aborts when the connection is over. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** Null while it is open, and if it ended by itself. */
  get ending(): Ending | null {
    return this.#ending;
  }

  close(code: number, reason: string): void {
    if (this.signal.aborted) return;
    this.#ending = { code, reason };
    this.#ended.abort(new Error('The connection to the port was closed.'));
  }

  /** It has ended by itself. */
  finish(): void {
    this.#ended.abort(new Error('The connection to the port has ended.'));
  }

  beat(): void {
    this.#beat();
  }
}
