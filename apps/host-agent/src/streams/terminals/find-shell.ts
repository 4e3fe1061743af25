import type { ContainerDetails } from '../../docker/docker-answers.ts';
import type { DockerClient } from '../../docker/docker-client.ts';
import { labels } from '../../docker/docker-names.ts';
import { StreamRefusal } from '../stream-refusal.ts';

const commonShells = ['/bin/bash', '/usr/bin/bash', '/bin/zsh', '/bin/ash', '/bin/sh', '/busybox/sh'];
const absolutePath = /^\/[\x21-\x7e]{1,255}$/;

/** Paths at which a container may have a shell: those that its image names, then common ones. */
function shellsToTry({ Config }: ContainerDetails): string[] {
  const named = [
    Config.Labels?.[labels.shell],
    Config.Env?.find((line) => line.startsWith('SHELL='))?.slice('SHELL='.length),
  ].filter((path) => path !== undefined && absolutePath.test(path)) as string[];
  return [...new Set([...named, ...commonShells])];
}

/**
 * The shells that a container has, best first. Docker reads the file system; nothing runs in the container.
 * @throws StreamRefusal with the paths that were tried, if there is none
 */
export async function findShells(docker: DockerClient, details: ContainerDetails): Promise<string[]> {
  const tried = shellsToTry(details);
  const there = await Promise.all(
    tried.map(async (path) => {
      const status = await docker.transport.head(`/containers/${details.Id}/archive`, { path });
      return status === 200;
    }),
  );
  const found = tried.filter((_, index) => there[index]);
  if (found.length === 0) throw noShell(tried);
  return found;
}

export function noShell(tried: readonly string[]): StreamRefusal {
  return new StreamRefusal('NO_SHELL', `The image has no shell. Tried ${tried.join(', ')}.`);
}
