/** A line of a container's log, numbered by arrival. */
interface NumberedLine {
  readonly number: number;
  readonly at: string;
  readonly stream: 'STDOUT' | 'STDERR';
  readonly text: string;
}

/** Maximum number of lines to keep. */
export const mostLines = 5_000;

/** The latest lines of a log. `dropped` counts the lines no longer kept. Immutable. */
export interface LogBuffer {
  readonly lines: readonly NumberedLine[];
  readonly next: number;
  readonly dropped: number;
}

export const emptyLog: LogBuffer = { lines: [], next: 1, dropped: 0 };

export function appendLines(
  log: LogBuffer,
  added: readonly Omit<NumberedLine, 'number'>[],
  skipped = 0,
): LogBuffer {
  const numbered = added.map((line, index) => ({ ...line, number: log.next + index }));
  const all = [...log.lines, ...numbered];
  const over = Math.max(0, all.length - mostLines);
  return {
    lines: over > 0 ? all.slice(over) : all,
    next: log.next + added.length,
    dropped: log.dropped + over + skipped,
  };
}

/** The new lines of a log that was requested again from the time of the last known line. */
export function unseenLines<L extends Omit<NumberedLine, 'number'>>(
  log: LogBuffer,
  again: readonly L[],
): L[] {
  const last = log.lines.at(-1)?.at;
  if (last === undefined) return [...again];
  const known = new Map<string, number>();
  for (const line of log.lines) {
    if (line.at === last) known.set(keyOf(line), (known.get(keyOf(line)) ?? 0) + 1);
  }
  return again.filter((line) => {
    if (line.at !== last) return line.at > last;
    const left = known.get(keyOf(line)) ?? 0;
    known.set(keyOf(line), left - 1);
    return left <= 0;
  });
}

/** CSI, OSC and the short escape sequences. */
const escapes = new RegExp(
  String.raw`\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])`,
  'g',
);

/** The text without escape sequences. */
export function plainText(text: string): string {
  return text.replace(escapes, '');
}

/** The content of a log file to download. */
export function logFile(lines: readonly NumberedLine[]): string {
  return lines.map(({ at, stream, text }) => `${at} ${stream.toLowerCase()} ${plainText(text)}\n`).join('');
}

function keyOf({ stream, text }: Omit<NumberedLine, 'number'>): string {
  return `${stream} ${text}`;
}
