import type { ContainerDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerUnavailableError, isNotFound } from '../docker/docker-error.ts';
import type { LabRegistry } from '../state/lab-registry.ts';
import { StreamRefusal } from './stream-refusal.ts';

/** A container that a lab wants on this host. */
interface KnownContainer {
  readonly containerId: string;
  readonly name: string;
  /** Docker's id of the container; null while Docker has none. */
  readonly key: string | null;
}

/** A running container with Docker's details. */
export interface RunningContainer extends KnownContainer {
  readonly details: ContainerDetails;
}

/**
 * Finds the container of a request. It must belong to the lab that the request names, because access is granted per
 * lab.
 * @throws StreamRefusal
 */
export function findContainer(registry: LabRegistry, labId: string, containerId: string): KnownContainer {
  const state = registry.get(labId);
  const wanted = state && !state.isRemoved ? state.container(containerId) : undefined;
  if (!wanted) throw new StreamRefusal('NOT_FOUND', `The lab has no container ${containerId} on this host`);
  return { containerId, name: wanted.name, key: state?.trackers.get(containerId)?.key ?? null };
}

/** Whether this host has a lab, and the lab a container. @param subjectId the container's id or, for the lab alone, the lab's */
export function hasSubject(registry: LabRegistry, labId: string, subjectId: string): boolean {
  const state = registry.get(labId);
  return (
    state !== undefined &&
    !state.isRemoved &&
    (subjectId === labId || state.container(subjectId) !== undefined)
  );
}

/** Inspects a container that must be running. @throws StreamRefusal when it is not */
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
