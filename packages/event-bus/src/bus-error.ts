/** The event bus can't be reached. `cause` is the error of its client. */
export class BusUnavailableError extends Error {
  override readonly name = 'BusUnavailableError';

  constructor(action: string, cause?: unknown) {
    const reason = cause instanceof Error ? `: ${cause.message}` : '';
    super(`${action} failed because the event bus can't be reached${reason}`, { cause });
  }
}

export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
