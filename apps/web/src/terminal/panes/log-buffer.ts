/** A line of a container's log, numbered in the order of arrival. */
export interface NumberedLine {
  readonly number: number;
  readonly at: string;
  readonly stream: 'STDOUT' | 'STDERR';
  readonly text: string;
}

/** The most lines that a page keeps. */
export const mostLines = 5_000;

/** What of a log is kept. `dropped` counts what no longer is. Never changed in place. */
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

/** What is new of lines that were asked for again from the time of the last one that is kept. */
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

/** Text that a program coloured for a terminal, without the colours. */
export function plainText(text: string): string {
  return text.replace(escapes, '');
}

/** The log as a file that one may keep. */
export function logFile(lines: readonly NumberedLine[]): string {
  return lines.map(({ at, stream, text }) => `${at} ${stream.toLowerCase()} ${plainText(text)}\n`).join('');
}

function keyOf({ stream, text }: Omit<NumberedLine, 'number'>): string {
  return `${stream} ${text}`;
}
