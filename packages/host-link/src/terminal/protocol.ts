/**
 * The WebSocket subprotocol of `/terminals/<container id>`.
 *
 * Binary frames are bytes both ways, text frames JSON control. The query says how to join, all of it optional:
 * `terminal` (a name; several terminals per container, `main` when left out), `mode=view` (look on, don't type), `cols`
 * and `rows`, `resume=<incarnation>:<offset>` (what was seen before), `window=<bytes>` (send at most so many bytes
 * ahead of `ack`; without it the connection's own back-pressure is all there is).
 */
export const terminalSubprotocol = 'pineapple.terminal.v1';

/** From the client. */
export type ClientControl =
  | { readonly type: 'resize'; readonly cols: number; readonly rows: number }
  /** So many bytes of output were dealt with, in all since the connection began. */
  | { readonly type: 'ack'; readonly bytes: number }
  /** End the terminal and what runs in it, for everyone. */
  | { readonly type: 'terminate' };

/** From the server. */
export type ServerControl =
  /** The container can't have a terminal yet; it connects by itself when it can. */
  | { readonly type: 'waiting'; readonly phase: string; readonly reason: string | null }
  /**
   * Joined; bytes follow. Output from `offset` on; `lost` bytes between what was asked for with `resume` and that.
   * Unless `resumed`, the client clears its screen first. `fresh`: the terminal was begun by this very request.
   */
  | {
      readonly type: 'ready';
      readonly incarnation: string;
      readonly offset: number;
      readonly lost: number;
      readonly resumed: boolean;
      readonly fresh: boolean;
      readonly readOnly: boolean;
      readonly cols: number;
      readonly rows: number;
    }
  /** The size in force, the smallest of all viewers', and how many look on. */
  | { readonly type: 'size'; readonly cols: number; readonly rows: number; readonly viewers: number }
  /** The client was too slow and missed bytes; it clears its screen. What follows starts at `offset`. */
  | { readonly type: 'skipped'; readonly lost: number; readonly offset: number }
  | { readonly type: 'exit'; readonly code: number | null; readonly reason: string }
  | { readonly type: 'error'; readonly message: string };

/** Why the server closes the socket, beside the standard codes. A client reconnects by itself where `retry` says so. */
export const terminalCloseCodes = {
  /** The terminal ended; an `exit` came before. */
  ended: 1000,
  goingAway: 1001,
  tooLarge: 1009,
  fault: 1011,
  badMessage: 4400,
  /** Signed out, or the session or token was revoked. */
  unauthenticated: 4401,
  /** The token that was shown is not for terminals. */
  forbidden: 4403,
  /** No such container, or its lab was deleted, or it is not the caller's to see. */
  notFound: 4404,
  /** No terminal can be had: no shell in the image, for one. An `error` came before. */
  unusable: 4409,
  tooSlow: 4408,
  tooMany: 4429,
  /** The host or its agent can't be reached just now. */
  hostAway: 4503,
} as const;

export type TerminalCloseCode = (typeof terminalCloseCodes)[keyof typeof terminalCloseCodes];

/** The most a client may send in one frame, in bytes. */
export const maxClientFrameBytes = 64 * 1024;
