import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders } from 'node:http2';
import { type StreamProblem, streamProblem, viewerHeaders } from '../protocol/host-streams.ts';
import { unlessAborted } from './unless-aborted.ts';

const longestAnswerBytes = 1024 * 1024;

/** The agent refused a request. */
export class HostRefusal extends Error {
  override readonly name = 'HostRefusal';
  readonly status: number;
  readonly problem: StreamProblem;

  constructor(status: number, problem: StreamProblem) {
    super(problem.message);
    this.status = status;
    this.problem = problem;
  }
}

interface HostRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Includes the query. */
  readonly path: string;
  readonly labId: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Requests a stream from the agent, which the caller reads and closes. The caller's side of a POST stays open.
 * @throws HostRefusal, or the error that broke the link
 */
export async function requestStream(
  session: ClientHttp2Session,
  { method, path, labId, headers }: HostRequest,
  signal: AbortSignal,
): Promise<ClientHttp2Stream> {
  const stream = session.request(
    { ':method': method, ':path': path, [viewerHeaders.lab]: labId, ...headers },
    { endStream: method !== 'POST', signal },
  );
  const status = await statusOf(stream, signal);
  if (status >= 200 && status < 300) return stream;
  try {
    throw new HostRefusal(status, await readProblem(stream, status, signal));
  } finally {
    stream.close();
  }
}

/** Sends a request and reads the whole answer. @throws HostRefusal, or the error that broke the link */
export async function askHost(
  session: ClientHttp2Session,
  request: HostRequest,
  signal: AbortSignal,
): Promise<string> {
  return readText(await requestStream(session, request, signal), signal);
}

function statusOf(stream: ClientHttp2Stream, signal: AbortSignal): Promise<number> {
  const answered = Promise.withResolvers<number>();
  stream.once('response', (headers: IncomingHttpHeaders & { ':status'?: number }) =>
    answered.resolve(headers[':status'] ?? 0),
  );
  stream.on('error', (error) => answered.reject(error));
  stream.once('close', () => answered.reject(new Error('The link to the host was lost.')));
  return unlessAborted(answered.promise, signal);
}

async function readProblem(
  stream: ClientHttp2Stream,
  status: number,
  signal: AbortSignal,
): Promise<StreamProblem> {
  const text = await readText(stream, signal);
  try {
    return streamProblem.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`The host answered ${status} without a reason`, { cause });
  }
}

async function readText(stream: ClientHttp2Stream, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const keep = (chunk: Buffer): void => {
    bytes += chunk.length;
    if (bytes > longestAnswerBytes)
      throw new Error(`The answer of the host is longer than ${longestAnswerBytes} bytes.`);
    chunks.push(chunk);
  };
  await readChunks(stream, keep, signal);
  return Buffer.concat(chunks).toString();
}

/**
 * Reads an answer to its end. Not by `for await`: once both sides are done, Node takes a stream of HTTP/2 for closed, and its
 * iterator fails although there is more to read.
 * @param onChunk what it throws ends the stream
 * @throws what `onChunk` threw, the signal's reason, or the error that broke the link
 */
export async function readChunks(
  stream: ClientHttp2Stream,
  onChunk: (chunk: Buffer) => void,
  signal: AbortSignal,
): Promise<void> {
  const ended = Promise.withResolvers<void>();
  stream.on('data', (chunk: Buffer) => {
    try {
      onChunk(chunk);
    } catch (error) {
      ended.reject(error);
      stream.destroy();
    }
  });
  stream.once('end', () => ended.resolve());
  stream.once('error', (error) => ended.reject(error));
  stream.once('close', () => ended.reject(new Error('The link to the host was lost.')));
  await unlessAborted(ended.promise, signal);
}
