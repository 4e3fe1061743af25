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
