import { WebSocket } from 'ws';
import type { Person } from '../site/person.ts';

type SocketClass = new (address: string | URL, protocols?: string | string[]) => WebSocket;

/** WebSockets of somebody who is signed in, which tell which server of the balancer took them. */
export function signedSocket({ headers }: Person, served: (by: string) => void): SocketClass {
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers });
      this.on('upgrade', (response) => served(String(response.headers['x-served-by'] ?? '')));
    }
  };
}
