import type {
  CapturedVolume,
  Conversations,
  ExpertInfo,
  FieldNames,
  FollowedStream,
  FrameDetails,
  FrameField,
  FrameRow,
  FrameStream,
  Severity,
} from '@pineapple/host-link/analysis';
import { z } from 'zod';

/** The most of each list in one answer. */
const mostFields = 60;
const mostConversations = 500;
const mostRemarks = 1000;
/** Bytes of a stream in one answer. */
const mostStreamBytes = 512 * 1024;
const severities = ['Comment', 'Chat', 'Note', 'Warning', 'Error'] as const satisfies readonly Severity[];

const colour = z
  .string()
  .regex(/^[0-9a-f]{6}$/)
  .optional();
const frames = z.array(z.object({ num: z.int(), c: z.array(z.string()), bg: colour, fg: colour }));

/** The rows of `frames`. */
export function readFrames(result: unknown): FrameRow[] {
  return frames.parse(result).map(({ num, c, bg, fg }) => ({
    number: num,
    cells: c,
    background: bg === undefined ? null : `#${bg}`,
    foreground: fg === undefined ? null : `#${fg}`,
  }));
}

const intervals = z.object({ frames: z.int(), bytes: z.int() });

/** How many frames `intervals` counted, and their bytes. */
export function readIntervals(result: unknown): { readonly frames: number; readonly bytes: number } {
  return intervals.parse(result);
}

/** The lengths of an interval, in milliseconds. */
const steps = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000,
] as const;
const fewIntervals = 600;
const mostIntervals = 1000;

/** How long an interval is, in milliseconds, so that there are some hundred of them. `status` gives the duration. */
export function readInterval(result: unknown): number {
  const { duration } = z.object({ duration: z.number().default(0) }).parse(result);
  const wanted = (duration * 1000) / fewIntervals;
  return steps.find((step) => step >= wanted) ?? Math.ceil(wanted);
}

const counts = z.object({ intervals: z.array(z.tuple([z.int(), z.int(), z.int()])), last: z.int() });

/** The counts of `intervals`, which leaves out the intervals without frames. */
export function readVolume(result: unknown, interval: number): CapturedVolume {
  const { intervals: found } = counts.parse(result);
  const length = Math.min(mostIntervals, (found.at(-1)?.[0] ?? -1) + 1);
  const [frames, bytes] = [new Array<number>(length).fill(0), new Array<number>(length).fill(0)];
  for (const [place, count, size] of found) {
    if (place >= length) break;
    frames[place] = count;
    bytes[place] = size;
  }
  return { interval, frames, bytes };
}

/** How many frames are loaded, of `status`. */
export function readStatus(result: unknown): number {
  return z.object({ frames: z.int() }).parse(result).frames;
}

interface TreeNode {
  readonly l: string;
  readonly h?: readonly [number, number] | undefined;
  readonly ds?: number | undefined;
  readonly f?: string | undefined;
  readonly s?: string | undefined;
  readonly n?: readonly TreeNode[] | undefined;
}

const treeNode: z.ZodType<TreeNode> = z.lazy(() =>
  z.object({
    l: z.string(),
    h: z.tuple([z.int(), z.int()]).optional(),
    ds: z.int().optional(),
    f: z.string().optional(),
    s: z.string().optional(),
    n: z.array(treeNode).optional(),
  }),
);
const frame = z.object({
  tree: z.array(treeNode),
  bytes: z.string().default(''),
  ds: z.array(z.object({ name: z.string(), bytes: z.string() })).default([]),
  fol: z.array(z.tuple([z.string(), z.string()])).default([]),
});

/** The layers and bytes of `frame`. */
export function readFrame(result: unknown): FrameDetails {
  const { tree, bytes, ds, fol } = frame.parse(result);
  return {
    fields: tree.map(toField),
    sources: [{ name: 'Frame', bytes }, ...ds],
    streams: fol.flatMap(([protocol, filter]) => toStream(protocol, filter)),
  };
}

function toField({ l, h, ds, f, s, n }: TreeNode): FrameField {
  return {
    label: l,
    range: h && h[1] > 0 ? { source: ds ?? 0, start: h[0], length: h[1] } : null,
    // Groups of computed fields have no field of their own.
    filter: f === undefined || f === 'text' ? null : f,
    severity: severities.find((each) => each === s) ?? null,
    fields: (n ?? []).map(toField),
  };
}

function toStream(protocol: string, filter: string): FrameStream[] {
  const known = (['TCP', 'UDP', 'HTTP'] as const).find((each) => each === protocol);
  const number = /^(?:tcp|udp)\.stream eq (\d+)$/.exec(filter)?.[1];
  return known === undefined || number === undefined ? [] : [{ protocol: known, stream: Number(number) }];
}

/** The fields of `complete`, the shortest names first: those are the next level of the hierarchy. */
export function readCompletion(result: unknown): FieldNames {
  const { field } = z.object({ field: z.array(z.object({ f: z.string(), n: z.string() })) }).parse(result);
  const fields = field.map(({ f, n }) => ({ name: f, description: n }));
  fields.sort((a, b) => depth(a.name) - depth(b.name) || a.name.localeCompare(b.name, 'en'));
  return { fields: fields.slice(0, mostFields) };
}

function depth(name: string): number {
  return name.split('.').length;
}

/** Its numbers of bytes are those that an end received. */
const follow = z.object({
  shost: z.string(),
  sport: z.string(),
  sbytes: z.int(),
  chost: z.string(),
  cport: z.string(),
  cbytes: z.int(),
  payloads: z.array(z.object({ n: z.int(), d: z.string(), s: z.int().optional() })).default([]),
});

/** @param isCut whether only the beginning of the stream was asked for */
export function readFollow(result: unknown, isCut: boolean): FollowedStream {
  const { shost, sport, sbytes, chost, cport, cbytes, payloads } = follow.parse(result);
  let bytes = 0;
  const fitting = payloads.findIndex(({ d }) => {
    bytes += (d.length * 3) / 4;
    return bytes > mostStreamBytes;
  });
  const pieces = payloads
    .slice(0, fitting < 0 ? payloads.length : fitting)
    .map(({ n, d, s }) => ({ frame: n, isFromServer: s === 1, data: d }));
  return {
    client: { address: chost, port: cport, bytes: sbytes },
    server: { address: shost, port: sport, bytes: cbytes },
    pieces,
    isCut: isCut || pieces.length < payloads.length,
  };
}

const conversation = z.object({
  saddr: z.string(),
  daddr: z.string(),
  sport: z.string().optional(),
  dport: z.string().optional(),
  /** Received and sent by the first address. */
  rxf: z.int(),
  rxb: z.int(),
  txf: z.int(),
  txb: z.int(),
  start: z.number(),
  stop: z.number(),
  filter: z.string(),
});
const volume = z.object({ rxb: z.number(), txb: z.number() });

/** The conversations of `tap`, those with the most bytes first. */
export function readConversations(result: unknown): Conversations {
  const [tap] = z.object({ taps: z.array(z.object({ convs: z.array(volume.loose()) })) }).parse(result).taps;
  const all = tap?.convs ?? [];
  all.sort((a, b) => b.rxb + b.txb - (a.rxb + a.txb));
  const rows = z.array(conversation).parse(all.slice(0, mostConversations));
  return {
    total: all.length,
    rows: rows.map((row) => ({
      a: end(row.saddr, row.sport),
      b: end(row.daddr, row.dport),
      framesFromA: row.txf,
      bytesFromA: row.txb,
      framesFromB: row.rxf,
      bytesFromB: row.rxb,
      start: row.start,
      stop: row.stop,
      filter: row.filter,
    })),
  };
}

function end(address: string, port: string | undefined): string {
  if (port === undefined) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

const remark = z.object({
  f: z.int(),
  s: z.enum(severities),
  g: z.string(),
  m: z.string(),
  p: z.string(),
});
const ranked = z.object({ f: z.number(), s: z.string() });

/** The remarks of `tap`, the most severe first, then by frame. */
export function readExpert(result: unknown): ExpertInfo {
  const [tap] = z
    .object({ taps: z.array(z.object({ details: z.array(ranked.loose()) })) })
    .parse(result).taps;
  const all = tap?.details ?? [];
  const rank = (severity: string): number => (severities as readonly string[]).indexOf(severity);
  all.sort((a, b) => rank(b.s) - rank(a.s) || a.f - b.f);
  const rows = z.array(remark).parse(all.slice(0, mostRemarks));
  return {
    total: all.length,
    rows: rows.map(({ f, s, g, m, p }) => ({ frame: f, severity: s, group: g, protocol: p, message: m })),
  };
}
