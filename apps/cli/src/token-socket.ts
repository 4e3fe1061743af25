import type { OpenSocket } from '@pineapple/terminal';
import { WebSocket } from 'ws';

const fullBytes = 256 * 1024;

/** Opens sockets as the token's owner. `flow` tells when to type no more for now, and when to go on. */
export function openWithToken(token: string, flow: (room: boolean) => void): OpenSocket {
  return (url, protocol) => {
    const socket = new WebSocket(url, protocol, {
      headers: { authorization: `Bearer ${token}` },
      perMessageDeflate: false,
      followRedirects: false,
    });
    const send = socket.send.bind(socket) as (data: string | Uint8Array, done: () => void) => void;
    return Object.assign(socket, {
      send(data: string | Uint8Array) {
        send(data, () => flow(socket.bufferedAmount < fullBytes));
        if (socket.bufferedAmount >= fullBytes) flow(false);
      },
    });
  };
}
