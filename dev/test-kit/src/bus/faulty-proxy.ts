import { once } from 'node:events';
import {
  type AddressInfo,
  connect,
  createServer,
  type Socket,
  type TcpNetConnectOpts,
  type IpcNetConnectOpts,
} from 'node:net';

/** A proxy whose connections a test can break. */
export interface FaultyProxy extends AsyncDisposable {
  readonly port: number;
  /** Breaks all connections and accepts new ones. */
  cut(): void;
  /** Breaks all connections and accepts none until `open` is called. */
  block(): void;
  /** Keeps all connections open but drops their data, like a network without a route. New connections work. */
  blackhole(): void;
  open(): void;
  readonly connections: number;
}

export async function startFaultyProxy(target: TcpNetConnectOpts | IpcNetConnectOpts): Promise<FaultyProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let blocked = false;

  const server = createServer((inside) => {
    if (blocked) return void inside.destroy();
    const outside = connect(target);
    const pair = [inside, outside] as const;
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      inside.destroy();
      outside.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    inside.pipe(outside);
    outside.pipe(inside);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  function cut(): void {
    for (const [inside, outside] of pairs) {
      inside.destroy();
      outside.destroy();
    }
  }

  return {
    port: (server.address() as AddressInfo).port,
    cut,
    block() {
      blocked = true;
      cut();
    },
    blackhole() {
      for (const [inside, outside] of pairs) {
        inside.unpipe(outside);
        outside.unpipe(inside);
      }
    },
    open() {
      blocked = false;
    },
    get connections() {
      return pairs.size;
    },
    async [Symbol.asyncDispose]() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
