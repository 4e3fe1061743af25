/** What of a WebSocket is used, so that a browser's, Node's and `ws`' all do. */
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

/** With the WebSocket that the runtime has. */
export const openGlobalSocket: OpenSocket = (url, protocol) => new WebSocket(url, protocol);
