import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { closeServer, listenOnSocket } from '../system/socket-server.ts';

/** Where Docker looks for drivers that have no socket in its run directory. */
const specDirectory = '/etc/docker/plugins';

/** What Docker needs to know about a driver before it calls it. */
const answers: Readonly<Record<string, unknown>> = {
  'Plugin.Activate': { Implements: ['NetworkDriver', 'IpamDriver'] },
  'NetworkDriver.GetCapabilities': { Scope: 'local', ConnectivityScope: 'local' },
  'IpamDriver.GetDefaultAddressSpaces': {
    LocalDefaultAddressSpace: 'pineapple',
    GlobalDefaultAddressSpace: 'pineapple',
  },
};

/**
 * Serves the network driver of earlier versions, as far as Docker asks it when networks are removed: it agrees to
 * everything and does nothing. Disposing of it unregisters the driver for good.
 * @param name the driver's name
 */
export async function serveOldDriver(name: string): Promise<AsyncDisposable> {
  const spec = join(specDirectory, `${name}.spec`);
  // A running Docker remembers the socket of the version before.
  const known = /^unix:\/\/(\/.+)$/.exec(await readFile(spec, 'utf8').catch(() => ''))?.[1];
  const socketPath = known ?? `/run/${name}.sock`;
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/vnd.docker.plugins.v1.2+json');
    response.end(JSON.stringify(answers[request.url?.slice(1) ?? ''] ?? {}));
  });
  await rm(socketPath, { force: true });
  await listenOnSocket(server, socketPath);
  await chmod(socketPath, 0o600);
  await mkdir(specDirectory, { recursive: true });
  await writeFile(spec, `unix://${socketPath}`);
  return {
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await closeServer(server);
      await rm(spec, { force: true });
      await rm(socketPath, { force: true });
    },
  };
}
