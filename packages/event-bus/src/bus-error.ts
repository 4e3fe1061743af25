/** The event bus can't be reached. `cause` is what its client said. */
export class BusUnavailableError extends Error {
  override readonly name = 'BusUnavailableError';

  constructor(what: string, cause?: unknown) {
    const reason = cause instanceof Error ? `: ${cause.message}` : '';
    super(`${what} failed because the event bus can't be reached${reason}`, { cause });
  }
}

/** What was thrown, as an error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** Reports to whoever runs the process, when the program did not say whom to tell. */
export function warn(error: Error): void {
  process.emitWarning(error);
}
