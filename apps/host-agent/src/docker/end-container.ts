import type { DockerClient } from './docker-client.ts';
import { endShim } from './shims.ts';

/** How long Docker may take to end processes that it kills, in milliseconds, before it is helped. */
const patienceMs = 3000;

/**
 * Removes a container, whatever runs in it.
 * @param key Docker's id
 */
export function removeContainer(docker: DockerClient, key: string): Promise<void> {
  return helped(key, patienceMs, docker.removeContainer(key));
}

/**
 * Stops a container: SIGTERM, and SIGKILL once the grace is over.
 * @param key Docker's id
 */
export function stopContainer(docker: DockerClient, key: string, graceSeconds: number): Promise<void> {
  return helped(key, graceSeconds * 1000 + patienceMs, docker.stopContainer(key, graceSeconds));
}

/**
 * Of a container that ran when containerd was killed, Docker does not learn that its processes have ended. It waits for
 * that twice for ten seconds and fails in between. The end of the shim makes containerd report it.
 */
async function helped(key: string, afterMs: number, ending: Promise<void>): Promise<void> {
  const timer = setTimeout(() => void endShim(key).catch(() => false), afterMs);
  try {
    await ending;
  } finally {
    clearTimeout(timer);
  }
}
