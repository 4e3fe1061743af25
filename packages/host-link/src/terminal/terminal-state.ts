/** How a terminal ended for good, until it is started again. */
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
  /** The container can't have a terminal yet. */
  | { readonly kind: 'waiting'; readonly phase: string; readonly reason: string | null }
  | { readonly kind: 'open'; readonly readOnly: boolean }
  /** Typing is refused meanwhile. `since` is in epoch milliseconds. */
  | { readonly kind: 'reconnecting'; readonly since: number; readonly what: string }
  | { readonly kind: 'ended'; readonly end: TerminalEnd };

/** What a person should know about what is missing. */
export type TerminalLoss =
  /** Output that was no longer kept, in bytes. */
  | { readonly kind: 'output'; readonly bytes: number }
  /** The terminal was begun anew: what ran in it has ended. */
  | { readonly kind: 'process' };
