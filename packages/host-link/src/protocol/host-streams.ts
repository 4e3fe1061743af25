import { z } from 'zod';

/**
 * The protocol between the API and a host agent for terminals, logs, statistics, tables, captures, ports and
 * reachability.
 *
 * The API opens an SSM session with the document below, which runs `pineapple-host stream <payload>` in a pseudo-terminal
 * on the host. That command makes the pseudo-terminal raw, prints the preamble and connects it to the agent's stream
 * socket. From then on the bytes are HTTP/2 with prior knowledge, with the API as the client and the agent as the server,
 * so that many streams with their own flow control share a session. The agent's bytes travel as text (`host-bytes.ts`): it
 * serves `writeAsText(connection)` instead of the connection. The agent's requests:
 *
 * | request | answer |
 * |---|---|
 * | `POST /terminals/<containerId>/<name>` | a viewer: frames of `encodeStreamFrame` both ways, until either side ends |
 * | `POST /taken/<viewer>` | nothing; the client keeps sending `takenControl`: how much of that viewer's output it has taken |
 * | `GET /terminals?lab=<labId>` | `{"terminals": [terminalSummary …]}` |
 * | `DELETE /terminals/<containerId>/<name>` | 204 once its process is gone |
 * | `GET /logs/<containerId>?tail=<n>&since=<RFC 3339>` | lines of JSON, each a `logLine`, until the client ends the stream |
 * | `GET /stats/<containerId>` | lines of JSON, each a `statsSample`, one per second |
 * | `GET /rates` | lines of JSON, each a `linkRates`: what each link of the lab carries, once a second while there is traffic; ends when the lab has no wires on the host |
 * | `GET /tables/<containerId>` | lines of JSON, each a `tableRecordSchema`: the network tables, whole, then each change |
 * | `GET /table-history/<containerId>?from=<RFC 3339>&to=<RFC 3339>` | the same of the past: the tables at `from`, whole, then each change until `to`; nothing if they were not recorded |
 * | `GET /sessions` | lines of JSON, each a `labSessionsSchema` of core: the routing sessions of all routers of the lab on the host, now and whenever they change |
 * | `GET /captures/<containerId>?interface=<name>&filter=<BPF>&snap=<bytes>&count=<n>` | pcapng of one interface, until the client ends the stream, `count` packets were captured or the container stops |
 * | `GET /analyses/<containerId>/<recordingId>?request=<JSON in Base64url>` | what the dissector says about a capture that was requested with the header `pineapple-recording` |
 * | `POST /ports/<containerId>/<port>` | the bytes of one TCP connection to that port of the container, both ways; each direction ends by itself |
 * | `GET /reach?ip=<4 or 6>&port=<TCP port>&from=<containerId>&address=<address>` | lines of JSON, each a `reachCell`, as probes end, then a `reachEnd` |
 * | `GET /builds/<buildId>?ended` | lines of JSON, each a `buildLine`: the log of a build until it ends. Without `ended` it waits for a build that is still to come |
 * | `GET /contents` | lines of JSON, each a `contentsLine`: how much the programs of each of the lab's containers on the host changed |
 * | `DELETE /builds/<buildId>` | ends a build, also one that is still to come |
 * | `GET /facts?containers=<containerId>,…` | lines of JSON, each `nodeFactsSchema` of core: the tables of a container |
 *
 * Every request carries `pineapple-lab: <labId>`, which builds ignore. A failure has a `streamProblem` as its body: 404 for an unknown
 * container or terminal, 409 for a container that is not running or a port without a program, 429 for a limit, 400 for
 * bad input, 501 for a host that lacks a program. Logs, statistics and tables
 * continue across a container's restarts and end when it is deleted. `since` is exclusive. A viewer that violates the
 * protocol, or sends input in view mode, is reset with PROTOCOL_ERROR. An agent that stops sends GOAWAY and no `exit`.
 */
export const streamDocumentName = 'Pineapple-HostStreams';
export const streamDocumentParameter = 'payload';
export const streamPayloadPattern = /^[A-Za-z0-9_-]{1,1000}$/;
/** The first bytes of the agent. The shell's output before them is dropped. */
export const streamsPreamble = '\u0001pineapple-streams/1\n';

/** Says in the session history which API instance opened the session and why. It grants nothing. */
export interface StreamPurpose {
  readonly version: 1;
  readonly instance: string;
  readonly purpose: string;
}

export function encodeStreamPurpose(purpose: StreamPurpose): string {
  return Buffer.from(JSON.stringify(purpose)).toString('base64url');
}

/** Why the agent refused a request. */
export const streamProblem = z.object({
  code: z.enum([
    'NOT_FOUND',
    'NOT_RUNNING',
    'NOT_LISTENING',
    'NO_SHELL',
    'LIMIT',
    'BAD_REQUEST',
    'FILTER',
    'UNSUPPORTED',
    'DOCKER',
  ]),
  message: z.string(),
});
export type StreamProblem = z.infer<typeof streamProblem>;

/** How far one layer of an image is that is pulled. Sizes in bytes, as it is downloaded. */
export const imageLayer = z.object({
  id: z.string().max(100),
  state: z.enum(['waiting', 'downloading', 'extracting', 'done']),
  current: z.number().nonnegative(),
  /** Null until it is known. */
  total: z.number().nonnegative().nullable(),
});

export type ImageLayer = z.infer<typeof imageLayer>;

/** One line of a build's log, or news of a layer. */
export const buildLine = z.union([z.object({ line: z.string().max(500) }), z.object({ layer: imageLayer })]);

/** How much the programs of a container changed, in bytes. */
export const contentsLine = z.object({ containerId: z.string(), bytes: z.number().nonnegative() });

/** Headers of a viewer's request. */
export const viewerHeaders = {
  lab: 'pineapple-lab',
  /** `write` or `view`. */
  mode: 'pineapple-mode',
  cols: 'pineapple-cols',
  rows: 'pineapple-rows',
  /** `<incarnation>:<offset>`: the output that this viewer already has. Without it, all kept output is replayed. */
  resume: 'pineapple-resume',
  /**
   * `no`: the shell has no pseudo-terminal, and its input can end. Its output comes as Docker frames it (`ProgramOutput`). It
   * is for this viewer only, which can't resume it.
   */
  tty: 'pineapple-tty',
} as const;

/** A terminal's size is the smallest of its viewers' sizes. */
export const terminalSize = z.object({
  cols: z.int().min(2).max(1000),
  rows: z.int().min(2).max(500),
});
/** The names of terminals. A container's first one is `main`. */
export const terminalNamePattern = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** Control frames from the API to the agent. */
export const viewerControl = z.discriminatedUnion('type', [
  z.object({ type: z.literal('resize'), ...terminalSize.shape }),
  /** Nothing more is typed: the shell reads the end of its input. Without a pseudo-terminal only. */
  z.object({ type: z.literal('end-input') }),
]);
export type ViewerControl = z.infer<typeof viewerControl>;

/**
 * How much of its output a viewer has taken, as an offset. It has its own stream, because input may wait for a process
 * that waits until its output is taken.
 */
export const takenControl = z.object({ type: z.literal('taken'), offset: z.int().nonnegative() });
/** The most output that a viewer has not taken yet, in bytes before compression. */
export const mostUntakenBytes = 1024 * 1024;

/** Control frames from the agent to the API. */
export const terminalControl = z.discriminatedUnion('type', [
  /**
   * The first frame. `incarnation` changes with each restart of the terminal. `offset` is the position of the next byte
   * in its output. `lost` counts the bytes between the viewer's `resume` position and `offset`. A viewer that lost bytes or
   * comes from another incarnation clears its screen.
   */
  z.object({
    type: z.literal('ready'),
    incarnation: z.string(),
    /** The viewer's id, for `POST /taken`. */
    viewer: z.string().max(64),
    offset: z.int().nonnegative(),
    lost: z.int().nonnegative(),
    fresh: z.boolean(),
    /** Agents of earlier versions leave it out. */
    tty: z.boolean().default(true),
    ...terminalSize.shape,
  }),
  /** The terminal's size and the number of its viewers. */
  z.object({ type: z.literal('size'), ...terminalSize.shape, viewers: z.int().nonnegative() }),
  /** This viewer was too slow and missed `lost` bytes. Its output continues at `offset`. */
  z.object({ type: z.literal('skipped'), lost: z.int().positive(), offset: z.int().nonnegative() }),
  /** The last frame: the process or the container ended. */
  z.object({
    type: z.literal('exit'),
    code: z.int().nullable(),
    reason: z.string(),
    /** What ended it. `container`: it stopped, was removed or recreated, or Docker restarted. */
    by: z.enum(['shell', 'request', 'container']).default('shell'),
  }),
]);
export type TerminalControl = z.infer<typeof terminalControl>;

export const terminalSummary = z.object({
  containerId: z.string(),
  name: z.string(),
  startedAt: z.iso.datetime(),
  viewers: z.int().nonnegative(),
  ...terminalSize.shape,
});
export type TerminalSummary = z.infer<typeof terminalSummary>;

export const logLine = z.object({
  at: z.iso.datetime(),
  stream: z.enum(['stdout', 'stderr']),
  text: z.string(),
});
export type LogLine = z.infer<typeof logLine>;

/** One sample of a container. */
export const statsSample = z.object({
  at: z.iso.datetime(),
  /** In cores: 1 is one full core. */
  cpu: z.number().nonnegative(),
  cpuLimit: z.number().positive().nullable(),
  memoryBytes: z.int().nonnegative(),
  memoryLimitBytes: z.int().positive().nullable(),
  pids: z.int().nonnegative(),
  interfaces: z.array(
    z.object({
      name: z.string(),
      networkId: z.string(),
      receivedBytesPerSecond: z.number().nonnegative(),
      sentBytesPerSecond: z.number().nonnegative(),
      receivedPacketsPerSecond: z.number().nonnegative(),
      sentPacketsPerSecond: z.number().nonnegative(),
    }),
  ),
});
export type StatsSample = z.infer<typeof statsSample>;

const rate = z.object({
  bytesPerSecond: z.number().nonnegative(),
  packetsPerSecond: z.number().nonnegative(),
});
const linkRate = z.object({
  containerId: z.string(),
  networkId: z.string(),
  toContainer: rate,
  fromContainer: rate,
});
export type LinkRate = z.infer<typeof linkRate>;

/** What each link of a lab on one host carries. Links that carry nothing are left out. */
export const linkRates = z.object({ at: z.iso.datetime(), links: z.array(linkRate) });
export type LinkRates = z.infer<typeof linkRates>;
