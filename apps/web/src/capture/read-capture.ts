import { recordingHeader } from '@pineapple/host-link/analysis';
import { type CaptureEvent, PcapngReader } from '@pineapple/host-link/capture';
import { readProblem } from './capture-answer.ts';

/** Why a capture gives no packets any more. */
type CaptureEnd =
  { readonly ended: string } | { readonly fault: string } | { readonly filterProblem: string };

interface CaptureReader {
  /** @param recordingId under which the host keeps the latest packets; null if it does not */
  readonly opened: (recordingId: string | null) => void;
  /** Their bytes are valid during the call. */
  readonly events: (events: readonly CaptureEvent[]) => void;
}

/**
 * Reads a capture until it ends.
 * @param path as `capturePath` makes it
 * @returns null once the signal is aborted. It does not throw.
 */
export async function readCapture(
  path: string,
  signal: AbortSignal,
  { opened, events }: CaptureReader,
): Promise<CaptureEnd | null> {
  // What is open ends with a capture that can't be read on, too.
  const open = new AbortController();
  try {
    const response = await fetch(path, { signal: AbortSignal.any([signal, open.signal]) });
    if (!response.ok || response.body === null) {
      const { message, isFilter } = await readProblem(response);
      if (signal.aborted) return null;
      return isFilter ? { filterProblem: message } : { fault: message };
    }
    if (signal.aborted) return null;
    opened(response.headers.get(recordingHeader));
    const body = response.body.getReader();
    const reader = new PcapngReader();
    let comment: string | null = null;
    for (;;) {
      const { done, value } = await body.read();
      if (signal.aborted) return null;
      if (done) return { ended: comment ?? 'The capture ended.' };
      const read = reader.read(value);
      for (const event of read)
        if (event.kind === 'statistics') comment = event.isEnd ? event.comment : comment;
      events(read);
    }
  } catch {
    if (signal.aborted) return null;
    open.abort();
    return {
      fault:
        'The capture was lost: the server or the host went away. Packets so far are kept. Start it again.',
    };
  }
}
