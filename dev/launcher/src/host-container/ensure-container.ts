import type Docker from 'dockerode';
import { SetupError } from '../setup-error.ts';
import { containerSpec, isCreatedFrom, stopSeconds } from './container-spec.ts';
import { hostImage } from './host-image.ts';

interface Wanted {
  readonly hostId: string;
  readonly env: Readonly<Record<string, string>>;
}

interface StartedContainer {
  readonly container: Docker.Container;
  /** What it prints from this start on. */
  readonly output: NodeJS.ReadableStream;
}

/** Whether Docker has nothing of that name. */
const missing = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && error.statusCode === 404;

/**
 * Starts the container of a host. It keeps the stopped one of the last time if that is as wanted, and its volume always.
 * @throws SetupError when Docker grants no privileges
 */
export async function startContainer(
  docker: Docker,
  dockerHost: string,
  wanted: Wanted,
): Promise<StartedContainer> {
  const { Id: imageId } = await docker.getImage(hostImage).inspect();
  const specs = (['privileged', 'listed'] as const).map((privileges) =>
    containerSpec({ ...wanted, imageId, privileges }),
  );
  const kept = await existingContainer(docker, specs);
  const failures: string[] = [];
  for (const spec of kept ? [kept] : specs) {
    try {
      return await startWith(docker, spec, kept !== null);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      failures.push(error.message);
    }
  }
  throw new SetupError(
    `The Docker at ${dockerHost} refuses the privileges that a host's container needs (${failures[0]}). Allow privileged containers there, set DOCKER_HOST to another Docker, or run npm start as root on Linux.`,
  );
}

/** Docker, or what guards it, forbids something: creating is refused with 403, starting fails in the kernel. */
function isRefusal(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const forbidden = 'statusCode' in error && error.statusCode === 403;
  return (
    forbidden ||
    /operation not permitted|permission denied|privileged|not allowed|authorization/i.test(error.message)
  );
}

type Spec = ReturnType<typeof containerSpec>;

/** Stops the container of the last time. Removes it, and returns null, if none of the specifications asks for it. */
async function existingContainer(docker: Docker, specs: readonly Spec[]): Promise<Spec | null> {
  const [{ name } = { name: '' }] = specs;
  const container = docker.getContainer(name);
  const found = await container.inspect().catch((error: unknown) => {
    if (missing(error)) return null;
    throw error;
  });
  if (found?.State.Running) await stopContainer(docker, name);
  const kept = found && specs.find((spec) => isCreatedFrom(found, spec));
  if (found && !kept) await container.remove({ force: true });
  return kept ?? null;
}

async function startWith(docker: Docker, spec: Spec, exists: boolean): Promise<StartedContainer> {
  const container = exists ? docker.getContainer(spec.name) : await docker.createContainer(spec);
  try {
    const output = await container.attach({ stream: true, stdout: true, stderr: true });
    await container.start();
    return { container, output };
  } catch (error) {
    await container.remove({ force: true }).catch(() => undefined);
    throw error;
  }
}

/** Stops the container of a host with its labs. Does nothing if there is none. */
export async function stopContainer(docker: Docker, name: string): Promise<void> {
  await docker
    .getContainer(name)
    .stop({ t: stopSeconds })
    .catch((error: unknown) => {
      // 304: it has stopped already.
      const done = error instanceof Error && 'statusCode' in error && error.statusCode === 304;
      if (!done && !missing(error)) throw error;
    });
}

/** Removes the container and the volume of a host. @returns what was removed, in words */
export async function removeContainer(docker: Docker, name: string): Promise<string[]> {
  const removals = [
    ['container', () => docker.getContainer(name).remove({ force: true })],
    ['volume', () => docker.getVolume(name).remove()],
  ] as const;
  const removed: string[] = [];
  for (const [kind, remove] of removals) {
    try {
      await remove();
      removed.push(`the ${kind} ${name}`);
    } catch (error) {
      if (!missing(error)) throw error;
    }
  }
  return removed;
}
