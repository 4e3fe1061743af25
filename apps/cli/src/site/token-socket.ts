import type { OpenSocket } from '@pineapple/host-link/terminal';
import { WebSocket } from 'ws';

const fullBytes = 256 * 1024;
/** The server pings every 25 s. */
const defaultSilenceMs = 60_000;

interface TokenSocketOptions {
  /** Called with false when typing should pause, and with true when it may continue. */
  readonly flow: (open: boolean) => void;
  /** How long the server may be silent before the connection is lost. 60 s by default. */
  readonly silenceMs?: number;
}

/** Opens sockets that authenticate with a token. */
export function openWithToken(token: string, options: TokenSocketOptions): OpenSocket {
  const { flow, silenceMs = defaultSilenceMs } = options;
  return (url, protocol) => {
    const socket = new WebSocket(url, protocol, {
      headers: { authorization: `Bearer ${token}` },
      perMessageDeflate: false,
      followRedirects: false,
    });
    endWhenSilent(socket, silenceMs);
    const send = socket.send.bind(socket) as (data: string | Uint8Array, done: () => void) => void;
    return Object.assign(socket, {
      send(data: string | Uint8Array) {
        send(data, () => flow(socket.bufferedAmount < fullBytes));
        if (socket.bufferedAmount >= fullBytes) flow(false);
      },
    });
  };
}

/** Detects a lost network, which closes no socket. */
function endWhenSilent(socket: WebSocket, silenceMs: number): void {
  let timer: NodeJS.Timeout | undefined;
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => socket.terminate(), silenceMs);
  };
  for (const event of ['open', 'ping', 'message']) socket.on(event, heard);
  socket.on('close', () => clearTimeout(timer));
}
