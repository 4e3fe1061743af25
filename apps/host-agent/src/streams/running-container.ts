import type { ContainerDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerUnavailableError, isNotFound } from '../docker/docker-error.ts';
import type { LabRegistry } from '../state/lab-registry.ts';
import { StreamRefusal } from './stream-refusal.ts';

/** A container of a lab on this host, with what Docker says of it. */
export interface KnownContainer {
  readonly containerId: string;
  readonly name: string;
  /** Docker's id of it; null while there is none. */
  readonly key: string | null;
}

export interface RunningContainer extends KnownContainer {
  readonly details: ContainerDetails;
}

/**
 * The container that a request is about: it has to be of the lab that the request names, so that whoever may use one
 * lab never gets into another.
 * @throws StreamRefusal
 */
export function findContainer(registry: LabRegistry, labId: string, containerId: string): KnownContainer {
  const state = registry.get(labId);
  const wanted = state && state.removedAt === null ? state.container(containerId) : undefined;
  if (!wanted) throw new StreamRefusal('NOT_FOUND', 'This host has no such container');
  return { containerId, name: wanted.name, key: state?.trackers.get(containerId)?.key ?? null };
}

/** As it runs now. @throws StreamRefusal when it does not */
export async function requireRunning(
  docker: DockerClient,
  container: KnownContainer,
): Promise<RunningContainer> {
  const details = container.key === null ? null : await inspect(docker, container.key);
  if (!details?.State.Running || details.State.Status !== 'running') {
    throw new StreamRefusal('NOT_RUNNING', `${container.name} is not running`);
  }
  return { ...container, details };
}

async function inspect(docker: DockerClient, key: string): Promise<ContainerDetails | null> {
  try {
    return await docker.inspectContainer(key);
  } catch (error) {
    if (isNotFound(error)) return null;
    if (error instanceof DockerUnavailableError) {
      throw new StreamRefusal('DOCKER', 'Docker does not answer on this host', { cause: error });
    }
    throw error;
  }
}
