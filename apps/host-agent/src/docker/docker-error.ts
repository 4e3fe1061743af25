/** Docker answered with an error. */
export class DockerError extends Error {
  override readonly name = 'DockerError';
  /** HTTP status: 404 not found, 409 conflict, 500 the engine or the runtime failed. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Docker did not answer: it is down or too slow. It may have carried out the request all the same. */
export class DockerUnavailableError extends Error {
  override readonly name = 'DockerUnavailableError';
}

export function isNotFound(error: unknown): boolean {
  return error instanceof DockerError && error.status === 404;
}

/** Whether the container was already in the requested state. */
export function isNotModified(error: unknown): boolean {
  return error instanceof DockerError && error.status === 304;
}

/**
 * Whether Docker failed because containerd, on which it runs containers, is down or restarts. It may have carried out the
 * request all the same.
 */
export function isWithoutContainerd(status: number, message: string): boolean {
  return (
    status >= 500 &&
    /containerd\.sock|error while dialing|transport is closing|ttrpc: closed|: unavailable\b/i.test(message)
  );
}

/**
 * Whether containerd still has a process of this container that Docker does not know: dockerd was killed while it started
 * the container. Each further start fails the same way.
 */
export function isLeftTask(error: unknown): boolean {
  // Docker says the second one when the kill came between the container and its process in containerd.
  const known = /^task \w+: already exists|^id already in use$/i;
  return error instanceof DockerError && (known.test(error.message) || leftDirectory(error) !== null);
}

/**
 * The directory that containerd made for a container when it was killed while it started the container; null if that is
 * not why Docker failed. Each further start fails the same way.
 */
export function leftDirectory(error: unknown): string | null {
  if (!(error instanceof DockerError)) return null;
  return (
    /^failed to start shim: mkdir (\/\S+\/moby\/[0-9a-f]{64}): file exists/.exec(error.message)?.[1] ?? null
  );
}

/** Whether Docker is removing the container already: for a caller that has ended. */
export function isBeingRemoved(error: unknown): boolean {
  return (
    error instanceof DockerError &&
    error.status === 409 &&
    /removal .* already in progress|marked for removal/.test(error.message)
  );
}

/**
 * Whether a container could not start because of itself, for example because its image lacks the command. Another
 * attempt would fail the same way, unlike problems with networks, disks or the engine.
 */
export function isContainerFault(error: unknown): error is DockerError {
  return (
    error instanceof DockerError &&
    /OCI runtime|unable to find (user|group)|executable file not found|exec format error/i.test(error.message)
  );
}
