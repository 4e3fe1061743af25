import { maxClientFrameBytes, terminalAddress, terminalSubprotocol } from '@pineapple/host-link/terminal';
import { WebSocket } from 'ws';
import type { ApiClient } from '../src/api-client.ts';
import type { BytePipe } from './byte-pipe.ts';

const windowBytes = 256 * 1024;
/** As often as a page does. */
const acknowledgeEvery = 32 * 1024;

/** The same shell through the product: a WebSocket as a browser has it, which takes in all that comes. */
export async function openSocket(api: ApiClient, containerId: string, terminal: string): Promise<BytePipe> {
  const address = terminalAddress(
    { origin: api.url, containerId, terminal },
    { cols: 80, rows: 24, windowBytes, seen: null },
  );
  const socket = new WebSocket(address, terminalSubprotocol, {
    headers: { cookie: api.cookie, origin: api.url },
    perMessageDeflate: false,
    maxPayload: 16 * maxClientFrameBytes,
  });
  let heard: (bytes: Uint8Array) => void = () => undefined;
  let taken = 0;
  let told = 0;
  const ready = Promise.withResolvers<void>();
  socket.on('message', (data: Buffer, binary: boolean) => {
    if (!binary) {
      const control = JSON.parse(data.toString('utf8')) as { type: string; message?: string };
      if (control.type === 'ready') ready.resolve();
      if (control.type === 'error') ready.reject(new Error(control.message));
      return;
    }
    taken += data.length;
    if (taken - told >= acknowledgeEvery) {
      told = taken;
      socket.send(JSON.stringify({ type: 'ack', bytes: taken }));
    }
    heard(data);
  });
  socket.once('error', ready.reject);
  socket.once('close', (code, reason) =>
    ready.reject(new Error(`The terminal was closed: ${code} ${reason.toString()}`)),
  );
  await ready.promise;
  return {
    write: (bytes) => socket.send(bytes),
    listen: (next) => (heard = next),
    [Symbol.dispose]: () => socket.close(),
  };
}
