import { type HostLinks, readChunks, requestStream } from '@pineapple/host-link';
import { LineReader } from './line-reader.ts';

interface HostLines {
  readonly hostId: string;
  readonly labId: string;
  /** Of the request to the host's agent. */
  readonly path: string;
  /** What it throws ends the stream. */
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Reads all lines of an answer of a host.
 * @throws HostRefusal, what `onLine` threw, the signal's reason, or the error that broke the link
 */
export async function readHostLines(
  links: HostLinks,
  { hostId, labId, path, onLine, signal }: HostLines,
): Promise<void> {
  const lease = links.feeds(hostId);
  try {
    const stream = await requestStream(await lease.session(signal), { method: 'GET', path, labId }, signal);
    const reader = new LineReader();
    await readChunks(stream, (chunk) => reader.read(chunk).forEach(onLine), signal);
  } finally {
    lease.release();
  }
}
