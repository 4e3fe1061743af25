const order = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof order)[number];

/** One line of a function's log. Fields must not hold secrets or payloads. */
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

/**
 * Logs as JSON lines on stdout, which is where Lambda takes a function's log from.
 *
 * @param lowest - Lines below this level are left out.
 */
export function createJsonLog(lowest: LogLevel, functionName: string): Log {
  return (level, message, fields = {}) => {
    if (order.indexOf(level) < order.indexOf(lowest)) return;
    process.stdout.write(`${JSON.stringify({ level, function: functionName, message, ...fields })}\n`);
  };
}
