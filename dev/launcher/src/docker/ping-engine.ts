import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import { tlsVariables } from '../run/tls-variables.ts';

/**
 * A client of the engine at a value of DOCKER_HOST. Over TCP it uses TLS as Docker's own client does: with the
 * certificates in DOCKER_CERT_PATH when DOCKER_TLS_VERIFY is set.
 */
export function dockerClient(dockerHost: string, options: { timeoutMs?: number } = {}): Docker {
  const timeout = options.timeoutMs;
  if (dockerHost.startsWith('unix://')) {
    // What is left out, dockerode takes from DOCKER_HOST and its like in the environment, and prefers to the socket.
    const none = { host: undefined, ca: undefined, cert: undefined, key: undefined };
    return new Docker({ ...none, socketPath: dockerHost.slice('unix://'.length), protocol: 'http', timeout });
  }
  const url = new URL(dockerHost.replace(/^tcp:/, 'http:'));
  const { DOCKER_TLS_VERIFY, DOCKER_CERT_PATH } = tlsVariables();
  if (url.protocol !== 'https:' && !DOCKER_TLS_VERIFY) {
    return new Docker({ host: url.hostname, port: Number(url.port || 2375), protocol: 'http', timeout });
  }
  const pem = (name: string): Buffer | undefined =>
    DOCKER_CERT_PATH ? readFileSync(join(DOCKER_CERT_PATH, `${name}.pem`)) : undefined;
  const [ca, cert, key] = [pem('ca'), pem('cert'), pem('key')];
  const port = Number(url.port || 2376);
  return new Docker({ host: url.hostname, port, protocol: 'https', timeout, ca, cert, key });
}

/** Returns null if the engine answers within five seconds, and the reason otherwise. */
export async function pingEngine(dockerHost: string): Promise<string | null> {
  try {
    await dockerClient(dockerHost, { timeoutMs: 5_000 }).ping();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
