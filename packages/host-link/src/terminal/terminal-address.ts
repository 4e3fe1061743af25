/** Which terminal, and how to join it. */
export interface TerminalTarget {
  /** The product's origin, `http(s)://…`. */
  readonly origin: string;
  readonly containerId: string;
  /** `main` when left out. */
  readonly terminal?: string;
  /** `view` looks on and never types. */
  readonly mode?: 'write' | 'view';
}

export interface JoinDetails {
  readonly cols: number;
  readonly rows: number;
  readonly windowBytes: number;
  /** What was seen before. */
  readonly seen: { readonly incarnation: string; readonly offset: number } | null;
}

/** The WebSocket address of a terminal. */
export function terminalAddress(target: TerminalTarget, join: JoinDetails): string {
  const url = new URL(`/terminals/${encodeURIComponent(target.containerId)}`, target.origin);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const { searchParams: query } = url;
  if (target.terminal !== undefined) query.set('terminal', target.terminal);
  if (target.mode === 'view') query.set('mode', 'view');
  query.set('cols', String(join.cols));
  query.set('rows', String(join.rows));
  query.set('window', String(join.windowBytes));
  if (join.seen) query.set('resume', `${join.seen.incarnation}:${join.seen.offset}`);
  return url.href;
}
