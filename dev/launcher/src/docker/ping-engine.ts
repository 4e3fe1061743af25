import Docker from 'dockerode';

/** A client of the engine at a value of DOCKER_HOST. */
export function dockerClient(dockerHost: string, options: { timeoutMs?: number } = {}): Docker {
  const timeout = options.timeoutMs;
  if (dockerHost.startsWith('unix://')) {
    return new Docker({ socketPath: dockerHost.slice('unix://'.length), timeout });
  }
  const url = new URL(dockerHost.replace(/^tcp:/, 'http:'));
  return new Docker({ host: url.hostname, port: Number(url.port || 2375), protocol: 'http', timeout });
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
