import type { ContainerDetails } from '../../docker/docker-answers.ts';
import type { DockerClient } from '../../docker/docker-client.ts';
import { labels } from '../../docker/docker-names.ts';
import { StreamRefusal } from '../stream-refusal.ts';

const usual = ['/bin/bash', '/usr/bin/bash', '/bin/zsh', '/bin/ash', '/bin/sh', '/busybox/sh'];
const absolutePath = /^\/[\x21-\x7e]{1,255}$/;

/** Where a container's shell may be: where its image says, then the usual places. */
export function shellsToTry({ Config }: ContainerDetails): string[] {
  const named = [
    Config.Labels?.[labels.shell],
    Config.Env?.find((line) => line.startsWith('SHELL='))?.slice('SHELL='.length),
  ].filter((path) => path !== undefined && absolutePath.test(path)) as string[];
  return [...new Set([...named, ...usual])];
}

/**
 * The shells that a container has, the best first. Docker looks into its file system; nothing runs in it.
 * @throws StreamRefusal naming what was tried when there is none
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
  return new StreamRefusal('NO_SHELL', `This image has no shell: tried ${tried.join(', ')}`);
}
