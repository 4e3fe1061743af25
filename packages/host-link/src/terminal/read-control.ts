import type { ServerControl } from './protocol.ts';

type Fields = Readonly<Record<string, unknown>>;

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): boolean => typeof value === 'string';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const orNull =
  (check: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === null || check(value);

const orMissing =
  (check: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || check(value);

const shapes: Readonly<Record<ServerControl['type'], Readonly<Record<string, (value: unknown) => boolean>>>> =
  {
    waiting: { phase: isText, reason: orNull(isText) },
    ready: {
      incarnation: isText,
      offset: isCount,
      lost: isCount,
      resumed: isFlag,
      fresh: isFlag,
      readOnly: isFlag,
      tty: orMissing(isFlag),
      cols: isCount,
      rows: isCount,
    },
    size: { cols: isCount, rows: isCount, viewers: isCount },
    skipped: { lost: isCount, offset: isCount },
    exit: { code: orNull(Number.isSafeInteger), reason: isText, by: orMissing(isText) },
    error: { message: isText },
  };

/** Parses a control message of the server. Returns null for an unknown or malformed one, which the client ignores. */
export function readControl(text: string): ServerControl | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof json !== 'object' || json === null) return null;
  const fields = json as Fields;
  const type = fields['type'];
  const shape =
    typeof type === 'string' && Object.hasOwn(shapes, type) && shapes[type as ServerControl['type']];
  if (!shape) return null;
  return Object.entries(shape).every(([name, check]) => check(fields[name])) ? (json as ServerControl) : null;
}
