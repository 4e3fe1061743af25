/**
 * The WebSocket subprotocol of `/terminals/<container id>`.
 *
 * Binary frames carry terminal bytes both ways, text frames carry JSON control messages. All query parameters are
 * optional:
 *
 * | parameter | meaning |
 * |---|---|
 * | `terminal` | the name of one of the container's terminals; `main` by default |
 * | `mode=view` | watch without typing |
 * | `cols`, `rows` | the size of the window |
 * | `tty=no` | run a shell without a pseudo-terminal, for this client alone; its output is read by `ProgramOutput` |
 * | `resume=<incarnation>:<offset>` | the output that the client already has |
 * | `window=<bytes>` | how far the server may send ahead of `ack`; by default the connection's back-pressure limits it |
 */
export const terminalSubprotocol = 'pineapple.terminal.v1';

/** From the client. */
export type ClientControl =
  | { readonly type: 'resize'; readonly cols: number; readonly rows: number }
  /** How many bytes of output the client has processed since the connection opened. */
  | { readonly type: 'ack'; readonly bytes: number }
  /** Ends the input of a shell without a pseudo-terminal. */
  | { readonly type: 'end-input' }
  /** Ends the terminal and its processes, for all viewers. */
  | { readonly type: 'terminate' };

/** From the server. */
export type ServerControl =
  /** The container can't run a terminal yet. The server joins the client as soon as it can. */
  | { readonly type: 'waiting'; readonly phase: string; readonly reason: string | null }
  /**
   * Joined: output from `offset` on follows. `lost` counts the bytes between the position in `resume` and `offset`.
   * Unless `resumed`, the client clears its screen first. `fresh`: this request started the terminal.
   */
  | {
      readonly type: 'ready';
      readonly incarnation: string;
      readonly offset: number;
      readonly lost: number;
      readonly resumed: boolean;
      readonly fresh: boolean;
      readonly readOnly: boolean;
      /** False for a shell without a pseudo-terminal. Servers of earlier versions leave it out. */
      readonly tty?: boolean;
      readonly cols: number;
      readonly rows: number;
    }
  /** The terminal's size, which is the smallest of its viewers' sizes, and the number of viewers. */
  | { readonly type: 'size'; readonly cols: number; readonly rows: number; readonly viewers: number }
  /** The client was too slow and missed bytes. It clears its screen; output continues at `offset`. */
  | { readonly type: 'skipped'; readonly lost: number; readonly offset: number }
  /** `by: container`: it stopped, was removed or recreated, or Docker restarted. A new shell can be started after that. */
  | {
      readonly type: 'exit';
      readonly code: number | null;
      readonly reason: string;
      readonly by?: 'shell' | 'request' | 'container';
    }
  | { readonly type: 'error'; readonly message: string };

/** The codes with which the server closes the socket. `explainClose` says which of them a client retries. */
export const terminalCloseCodes = {
  /** The terminal ended. Follows `exit`. */
  ended: 1000,
  goingAway: 1001,
  tooLarge: 1009,
  fault: 1011,
  badMessage: 4400,
  /** Signed out, or the session or token was revoked. */
  unauthenticated: 4401,
  /** The token has no scope for terminals. */
  forbidden: 4403,
  /** The container does not exist, its lab was deleted, or the caller may not see it. */
  notFound: 4404,
  /** The container can't run a terminal, for example without a shell. Follows `error`. */
  unusable: 4409,
  tooSlow: 4408,
  tooMany: 4429,
  /** The host or its agent is temporarily unreachable. */
  hostUnreachable: 4503,
} as const;

export type TerminalCloseCode = (typeof terminalCloseCodes)[keyof typeof terminalCloseCodes];

/** The largest frame that a client may send, in bytes. */
export const maxClientFrameBytes = 64 * 1024;
