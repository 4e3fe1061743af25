import type { OpenSocket } from '@pineapple/host-link/terminal';
import { WebSocket } from 'ws';

const fullBytes = 256 * 1024;
/** The server asks every 25 s whether the client is still there. */
const usualSilenceMs = 60_000;

export interface TokenSocketOptions {
  /** Tells when to type no more for now, and when to go on. */
  readonly flow: (room: boolean) => void;
  /** A connection over which nothing comes for so long is lost, in milliseconds; 60 s when left out. */
  readonly silenceMs?: number;
}

/** Opens sockets as the token's owner. */
export function openWithToken(token: string, options: TokenSocketOptions): OpenSocket {
  const { flow, silenceMs = usualSilenceMs } = options;
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

/** A network that went away tells nobody. */
function endWhenSilent(socket: WebSocket, silenceMs: number): void {
  let timer: NodeJS.Timeout | undefined;
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => socket.terminate(), silenceMs);
  };
  for (const event of ['open', 'ping', 'message']) socket.on(event, heard);
  socket.on('close', () => clearTimeout(timer));
}
