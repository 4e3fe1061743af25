/** Which terminal, and how to join it. */
export interface TerminalTarget {
  /** The product's origin, `http(s)://…`. */
  readonly origin: string;
  readonly containerId: string;
  /** Default: `main`. */
  readonly terminal?: string;
  /** With `view` the viewer can't type. Default: `write`. */
  readonly mode?: 'write' | 'view';
  /** With false, a shell without a pseudo-terminal is run. Default: true. */
  readonly tty?: boolean;
}

interface JoinDetails {
  readonly cols: number;
  readonly rows: number;
  readonly windowBytes: number;
  /** The output that the viewer has already shown. */
  readonly seen: { readonly incarnation: string; readonly offset: number } | null;
}

/** The WebSocket address of a terminal. */
export function terminalAddress(target: TerminalTarget, join: JoinDetails): string {
  const url = new URL(`/terminals/${encodeURIComponent(target.containerId)}`, target.origin);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const { searchParams: query } = url;
  if (target.terminal !== undefined) query.set('terminal', target.terminal);
  if (target.mode === 'view') query.set('mode', 'view');
  if (target.tty === false) query.set('tty', 'no');
  query.set('cols', String(join.cols));
  query.set('rows', String(join.rows));
  query.set('window', String(join.windowBytes));
  if (join.seen) query.set('resume', `${join.seen.incarnation}:${join.seen.offset}`);
  return url.href;
}

/** The common part of the WebSockets of browsers, Node and `ws`. */
export interface TerminalSocket {
  binaryType: string;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export type OpenSocket = (url: string, protocol: string) => TerminalSocket;

/** Uses the WebSocket of the runtime. */
export const openGlobalSocket: OpenSocket = (url, protocol) => new WebSocket(url, protocol);
