import { WebSocket } from 'ws';

/** The headers that identify a signed-in user. */
export interface SignedIn {
  readonly headers: Readonly<Record<string, string>>;
}

type SocketClass = new (address: string | URL, protocols?: string | string[]) => WebSocket;

/** A WebSocket class for a signed-in user. It reports which server of a load balancer accepted each connection. */
export function signedSocket(
  { headers }: SignedIn,
  served: (by: string) => void = () => undefined,
): SocketClass {
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers, perMessageDeflate: false });
      this.on('upgrade', (response) => served(String(response.headers['x-served-by'] ?? '')));
    }
  };
}
