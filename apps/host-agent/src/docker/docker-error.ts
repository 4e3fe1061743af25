/** Docker answered, and the answer was no. */
export class DockerError extends Error {
  override readonly name = 'DockerError';
  /** HTTP status: 404 none such, 409 conflict, 500 the engine or the runtime failed. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Docker did not answer: it is down, or too slow. What was asked may still have been done. */
export class DockerUnavailableError extends Error {
  override readonly name = 'DockerUnavailableError';
}

/** Whether Docker said that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return error instanceof DockerError && error.status === 404;
}

/** Whether the thing was in the wanted state already (304), or on its way there (409 on removal). */
export function isAlreadySo(error: unknown): boolean {
  return error instanceof DockerError && error.status === 304;
}

/**
 * Whether a container could not start for a reason that lies in itself, as a command that its image lacks:
 * trying the same again would only say it again. Trouble with networks, disks or the engine may pass.
 */
export function isOfItsOwn(error: unknown): error is DockerError {
  return (
    error instanceof DockerError &&
    /OCI runtime|unable to find (user|group)|executable file not found|exec format error/i.test(error.message)
  );
}

/** Whether two networks have one name: an interrupted call was carried out late. A new plan sets that right. */
export function isAmbiguous(error: unknown): boolean {
  return error instanceof DockerError && /is ambiguous|matches found/.test(error.message);
}

/** Whether what was to be made is there already. */
export function isThereAlready(error: unknown): boolean {
  return (
    error instanceof DockerError && (error.status === 409 || error.message.includes('Docker has network'))
  );
}
