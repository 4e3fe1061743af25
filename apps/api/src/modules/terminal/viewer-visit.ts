import type { ClientHttp2Stream } from 'node:http2';
import {
  StreamFrameError,
  type StreamFrame,
  StreamFrameReader,
  type TerminalControl,
  terminalControl,
} from '@pineapple/host-link/protocol';

export interface VisitListener {
  data(bytes: Uint8Array): void;
  control(message: TerminalControl): void;
}

/**
 * Reads what the agent sends to one viewer until the stream ends, whoever ends it.
 * @throws StreamFrameError when the agent breaks the rules
 */
export async function readVisit(stream: ClientHttp2Stream, listener: VisitListener): Promise<void> {
  const frames = new StreamFrameReader();
  const ended = Promise.withResolvers<void>();
  stream.on('data', (chunk: Buffer) => {
    try {
      for (const frame of frames.read(chunk)) tell(frame, listener);
    } catch (error) {
      ended.reject(error instanceof Error ? error : new Error(String(error)));
      stream.destroy();
    }
  });
  stream.once('close', () => ended.resolve());
  await ended.promise;
}

function tell(frame: StreamFrame, listener: VisitListener): void {
  if (frame.kind === 'data') return listener.data(frame.bytes);
  const message = terminalControl.safeParse(frame.json);
  if (!message.success) throw new StreamFrameError('The agent sent control that is not known');
  listener.control(message.data);
}
