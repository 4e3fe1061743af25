import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ChildProgram } from '@pineapple/launcher';

/** An HAProxy in front of servers. */
export interface LoadBalancer extends AsyncDisposable {
  /** The names of the servers that get requests now. */
  serving(): Promise<string[]>;
}

interface LoadBalancerOptions {
  readonly port: number;
  readonly servers: readonly { readonly name: string; readonly port: number }[];
}

function configuration({ port, servers }: LoadBalancerOptions, adminSocket: string): string {
  return `
global
  stats socket ${adminSocket}
defaults
  mode http
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  # A WebSocket is pinged every 25 s by the API.
  timeout tunnel 60s
  timeout check 3s
  option forwardfor
  # Nothing is tried twice, so that whatever an instance turns away is seen.
  retries 0
frontend site
  bind 127.0.0.1:${port}
  default_backend api
backend api
  balance roundrobin
  option httpchk GET /readyz
  http-check expect status 200
  http-response set-header x-served-by %s
  # Sessions of a server that drains are its own to end: it says goodbye.
  default-server check inter 250ms fall 2 rise 1
${servers.map((server) => `  server ${server.name} 127.0.0.1:${server.port}\n`).join('')}`;
}

export async function startLoadBalancer(options: LoadBalancerOptions): Promise<LoadBalancer> {
  await using cleanup = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'pn-balancer-'));
  cleanup.defer(() => rm(directory, { recursive: true, force: true }));
  const adminSocket = join(directory, 'admin.sock');
  const file = join(directory, 'haproxy.cfg');
  await writeFile(file, configuration(options, adminSocket));
  cleanup.use(
    await ChildProgram.start({
      command: ['haproxy', '-W', '-db', '-f', file],
      env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` },
      readyWhen: /Loading success/,
    }),
  );
  const owned = cleanup.move();
  return {
    async serving() {
      const socket = createConnection(adminSocket).end('show stat api 4 -1\n');
      const rows = (await text(socket)).split('\n').map((line) => line.split(','));
      const at = (name: string): number => rows[0]?.findIndex((title) => title.endsWith(name)) ?? -1;
      const [server, status] = [at('svname'), rows[0]?.indexOf('status') ?? -1];
      return rows
        .slice(1)
        .filter((row) => row[status]?.startsWith('UP'))
        .map((row) => row[server] ?? '');
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
