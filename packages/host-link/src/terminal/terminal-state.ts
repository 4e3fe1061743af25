/** Why a terminal ended. It stays ended until it is started again. */
export type TerminalEnd =
  | { readonly cause: 'exit'; readonly code: number | null; readonly reason: string }
  | {
      readonly cause: 'closed';
      readonly closeCode: number;
      readonly what: string;
      readonly advice: string;
    };

export type TerminalState =
  | { readonly kind: 'connecting' }
  /** The container can't run a terminal yet. */
  | { readonly kind: 'waiting'; readonly phase: string; readonly reason: string | null }
  | { readonly kind: 'open'; readonly readOnly: boolean; readonly tty: boolean }
  /** Typing is off. `since` is in epoch milliseconds. */
  | { readonly kind: 'reconnecting'; readonly since: number; readonly what: string }
  | { readonly kind: 'ended'; readonly end: TerminalEnd };

/** What is missing from the screen. */
export type TerminalLoss =
  /** Output that was no longer kept, in bytes. */
  | { readonly kind: 'output'; readonly bytes: number }
  /** The terminal was restarted and its processes ended. */
  | { readonly kind: 'process' };
