import { z } from 'zod';

/**
 * How the API and a host agent talk about terminals, logs and stats.
 *
 * The API opens an SSM session with the document below; on the host it runs `pineapple-host stream <payload>` in a
 * pseudo-terminal. That command makes the pseudo-terminal raw, prints the preamble and joins it to the agent's stream
 * socket. From then on the bytes are HTTP/2 with prior knowledge: the API is the client and the agent the server, so
 * many streams share a session, each with flow control of its own. What the agent sends travels as text
 * (`host-bytes.ts`): it serves `writeAsText(connection)` and not the connection itself. What the agent serves:
 *
 * | request | answer |
 * |---|---|
 * | `POST /terminals/<containerId>/<name>` | a viewer: frames of `encodeStreamFrame` both ways, until either side ends |
 * | `POST /taken/<viewer>` | nothing; the client goes on saying, as `takenControl`, how far that viewer's output went on its way |
 * | `GET /terminals?lab=<labId>` | `{"terminals": [terminalSummary …]}` |
 * | `DELETE /terminals/<containerId>/<name>` | 204 once its process is gone |
 * | `GET /logs/<containerId>?tail=<n>&since=<RFC 3339>` | lines of JSON, each a `logLine`, until the client ends it |
 * | `GET /stats/<containerId>` | lines of JSON, each a `statsSample`, one a second |
 *
 * Every request carries `pineapple-lab: <labId>`. What the agent does not have is 404, a container that is not running
 * 409, a limit 429, bad input 400, each with a `streamProblem` as the body. Logs and stats go on through a container's
 * stops and starts, and end with it; of logs `since` a moment, that moment is no part. A viewer that breaks the rules, or
 * types though it only looks on, is reset with PROTOCOL_ERROR; an agent that stops says GOAWAY and no `exit`.
 */
export const streamDocumentName = 'Pineapple-HostStreams';
export const streamDocumentParameter = 'payload';
/** Anchored, so nothing else passes. */
export const streamPayloadPattern = /^[A-Za-z0-9_-]{1,1000}$/;
/** The first bytes the host sends; what comes before them is the shell's and is dropped. */
export const streamsPreamble = '\u0001pineapple-streams/1\n';

/** For people who read the session history: who asked for what. It grants nothing. */
export const streamPurpose = z.object({ version: z.literal(1), instance: z.string(), purpose: z.string() });
export type StreamPurpose = z.infer<typeof streamPurpose>;

export function encodeStreamPurpose(purpose: StreamPurpose): string {
  return Buffer.from(JSON.stringify(purpose)).toString('base64url');
}

/** Why the agent refused. `tried` names the shells that were looked for. */
export const streamProblem = z.object({
  code: z.enum(['NOT_FOUND', 'NOT_RUNNING', 'NO_SHELL', 'LIMIT', 'BAD_REQUEST', 'DOCKER']),
  message: z.string(),
});
export type StreamProblem = z.infer<typeof streamProblem>;

/** Headers of a viewer's request. */
export const viewerHeaders = {
  lab: 'pineapple-lab',
  /** `write` or `view`. */
  mode: 'pineapple-mode',
  cols: 'pineapple-cols',
  rows: 'pineapple-rows',
  /** `<incarnation>:<offset>`: the output this viewer has already seen. Left out: replay all that is kept. */
  resume: 'pineapple-resume',
} as const;

/** Which window sizes exist: a terminal's is the smallest of its viewers'. */
export const terminalSize = z.object({
  cols: z.int().min(2).max(1000),
  rows: z.int().min(2).max(500),
});
/** What a terminal may be called; the first one of a container is `main`. */
export const terminalNamePattern = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** From the API to the agent, beside bytes typed. */
export const viewerControl = z.discriminatedUnion('type', [
  z.object({ type: z.literal('resize'), ...terminalSize.shape }),
]);
export type ViewerControl = z.infer<typeof viewerControl>;

/**
 * How far the output of a viewer was handed on: a position in it. On a stream of its own, because what is typed may have
 * to wait for the process, which may wait for its output to be taken.
 */
export const takenControl = z.object({ type: z.literal('taken'), offset: z.int().nonnegative() });
/** Output that may be on its way to a viewer without having been taken, in bytes before they were packed. */
export const mostUntakenBytes = 1024 * 1024;

/** From the agent to the API, beside bytes printed. */
export const terminalControl = z.discriminatedUnion('type', [
  /**
   * First of all. `incarnation` changes whenever the terminal was begun anew. `offset` is the position in its output of
   * the first byte that follows. `lost` counts the bytes between what the viewer had seen and `offset`; a viewer that
   * lost some, or comes from another incarnation, clears its screen before it goes on.
   */
  z.object({
    type: z.literal('ready'),
    incarnation: z.string(),
    /** What `POST /taken` is told about. */
    viewer: z.string().max(64),
    offset: z.int().nonnegative(),
    lost: z.int().nonnegative(),
    fresh: z.boolean(),
    ...terminalSize.shape,
  }),
  /** The size in force and how many look on. */
  z.object({ type: z.literal('size'), ...terminalSize.shape, viewers: z.int().nonnegative() }),
  /** This viewer was too slow: bytes were left out before the next one, whose position is `offset`. */
  z.object({ type: z.literal('skipped'), lost: z.int().positive(), offset: z.int().nonnegative() }),
  /** The process ended, or the container; the last frame. */
  z.object({ type: z.literal('exit'), code: z.int().nullable(), reason: z.string() }),
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

/** One look at a container. Counters are since its start; whoever wants a rate takes two. */
export const statsSample = z.object({
  at: z.iso.datetime(),
  /** Share of one core: 1 is a core in full. */
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
