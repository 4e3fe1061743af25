import { z } from 'zod';

/** Rows of a list in one answer. */
const mostFrames = 200;
/** More than a recording keeps. */
const mostNumber = 10_000_000;

const number = (least: number) => z.int().min(least).max(mostNumber);
const text = z
  .string()
  .max(1000, 'A display filter has at most 1000 characters.')
  .regex(/^\P{Cc}*$/u, 'A display filter is one line without control characters.');
/** Which state of the recording the request is about; `load` gives it. */
const snapshot = number(1);

/** Everything that may be asked about what a capture recorded. Nothing else reaches the dissector. */
const analysisRequest = z.discriminatedUnion('ask', [
  /** Dissects what was recorded so far. With `newer`, also what has come since another viewer did. */
  z.strictObject({ ask: z.literal('load'), newer: z.boolean() }),
  z.strictObject({
    ask: z.literal('frames'),
    snapshot,
    /** A display filter; empty for all. */
    filter: text,
    /** How many matching frames come before the first one of the answer. */
    skip: number(0),
    limit: number(1).max(mostFrames),
  }),
  z.strictObject({ ask: z.literal('frame'), snapshot, number: number(1) }),
  z.strictObject({ ask: z.literal('check'), snapshot, filter: text }),
  z.strictObject({
    ask: z.literal('complete'),
    snapshot,
    /** The beginning of a field's name. */
    prefix: z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,79}$/, 'A field begins with a letter.'),
  }),
  z.strictObject({
    ask: z.literal('follow'),
    snapshot,
    protocol: z.enum(['TCP', 'UDP', 'HTTP']),
    /** The number of the stream, as in `tcp.stream`. */
    stream: number(0),
  }),
  z.strictObject({
    ask: z.literal('conversations'),
    snapshot,
    layer: z.enum(['Ethernet', 'IPv4', 'IPv6', 'TCP', 'UDP']),
  }),
  z.strictObject({ ask: z.literal('expert'), snapshot }),
  /** How much came when. */
  z.strictObject({ ask: z.literal('volume'), snapshot, filter: text }),
]);

export type AnalysisRequest = z.infer<typeof analysisRequest>;
export type FollowedProtocol = Extract<AnalysisRequest, { ask: 'follow' }>['protocol'];
export type ConversationLayer = Extract<AnalysisRequest, { ask: 'conversations' }>['layer'];

/** Why a request is not one of those, with the field that is wrong; `null` for the whole. */
interface AnalysisRequestProblem {
  readonly field: string | null;
  readonly message: string;
}

const kinds = analysisRequest.options.map(({ shape }) => shape.ask.value).join(', ');

/** Reads a request that came from outside. */
export function readAnalysisRequest(
  value: unknown,
): { readonly request: AnalysisRequest } | { readonly problem: AnalysisRequestProblem } {
  const read = analysisRequest.safeParse(value);
  if (read.success) return { request: read.data };
  const [issue] = read.error.issues;
  const field = issue?.path[0] === undefined ? null : String(issue.path[0]);
  if (field === null && issue?.code !== 'unrecognized_keys')
    return { problem: { field, message: 'The body is not a JSON object with a field "ask".' } };
  if (field === 'ask')
    return { problem: { field, message: `There is no such request. "ask" is one of ${kinds}.` } };
  return { problem: { field, message: `${issue?.message ?? 'The request is wrong'}`.slice(0, 200) } };
}

/** The address of a request on the host, whose headers have little room for other characters than these. */
export function hostAnalysisPath(containerId: string, recordingId: string, request: AnalysisRequest): string {
  const encoded = Buffer.from(JSON.stringify(request)).toString('base64url');
  return `/analyses/${encodeURIComponent(containerId)}/${encodeURIComponent(recordingId)}?request=${encoded}`;
}

/** Reads the parameter `request` of such an address. */
export function readHostAnalysisRequest(encoded: string): ReturnType<typeof readAnalysisRequest> {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
  } catch {
    value = undefined;
  }
  return readAnalysisRequest(value);
}
