import { readdirSync } from 'node:fs';
import type { Environment } from './machine.ts';
import { findEngine } from './docker/ensure-engine.ts';
import { dockerClient } from './docker/ping-engine.ts';
import { containerName } from './host-container/container-spec.ts';
import { removeContainer } from './host-container/ensure-container.ts';
import { removeHostImage } from './host-container/host-image.ts';
import { lockDataDirectory } from './instance-lock.ts';
import { hostIdentity } from './product-programs.ts';

/**
 * Removes the containers and volumes of a data directory's hosts from Docker, with everything in the labs' containers.
 * The labs themselves, as they were drawn, stay in the data directory.
 * @returns one sentence that says what was removed
 * @throws SetupError when the product runs, or no Docker does
 */
export async function removeHosts(dataDir: string, environment: Environment): Promise<string> {
  using _ = lockDataDirectory(dataDir);
  const dockerHost = await findEngine(dataDir, environment);
  const docker = dockerClient(dockerHost);
  const hostIds = numbersOfHosts(dataDir).map((number) => hostIdentity(dataDir, number));
  const removed: string[] = [];
  for (const hostId of hostIds) removed.push(...(await removeContainer(docker, containerName(hostId))));
  removed.push(...(await removeHostImage(docker)));
  return removed.length === 0
    ? `The Docker at ${dockerHost} has no host of ${dataDir}.`
    : `Removed ${list(removed)} from the Docker at ${dockerHost}. Labs are kept in ${dataDir}, without what was in their containers.`;
}

function numbersOfHosts(dataDir: string): number[] {
  return readdirSync(dataDir).flatMap((name) => {
    const [found, number = '1'] = /^host-id(?:-(\d+))?$/.exec(name) ?? [];
    return found === undefined ? [] : [Number(number)];
  });
}

function list(items: readonly string[]): string {
  return items.length === 1 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
