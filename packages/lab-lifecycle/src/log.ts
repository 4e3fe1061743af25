const order = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof order)[number];

/** Writes one log line. Fields must not contain secrets or payloads. */
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

/**
 * Logs JSON lines to stdout, from which Lambda collects a function's log.
 *
 * @param lowest - Lines below this level are omitted.
 */
export function createJsonLog(lowest: LogLevel, functionName: string): Log {
  return (level, message, fields = {}) => {
    if (order.indexOf(level) < order.indexOf(lowest)) return;
    process.stdout.write(`${JSON.stringify({ level, function: functionName, message, ...fields })}\n`);
  };
}
