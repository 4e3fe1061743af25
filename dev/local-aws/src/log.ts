/** One line of the process's log. */
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly function?: string;
  readonly requestId?: string;
  readonly record?: unknown;
  readonly error?: string;
}

export type Log = (entry: LogEntry) => void;

/** Writes JSON lines. */
export function jsonLog(write: (line: string) => void): Log {
  return (entry) => write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`);
}

export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
