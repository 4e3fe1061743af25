import type { ClientHttp2Stream } from 'node:http2';
import {
  StreamFrameError,
  type StreamFrame,
  StreamFrameReader,
  type TerminalControl,
  terminalControl,
} from '@pineapple/host-link/protocol';

interface ViewerStreamListener {
  data(bytes: Uint8Array): void;
  control(message: TerminalControl): void;
}

/**
 * Reads what the agent sends to one viewer until the stream ends.
 * @throws StreamFrameError when the agent breaks the protocol
 */
export async function readViewerStream(
  stream: ClientHttp2Stream,
  listener: ViewerStreamListener,
): Promise<void> {
  const frames = new StreamFrameReader();
  const ended = Promise.withResolvers<void>();
  stream.on('data', (chunk: Buffer) => {
    try {
      for (const frame of frames.read(chunk)) dispatch(frame, listener);
    } catch (error) {
      ended.reject(error instanceof Error ? error : new Error(String(error)));
      stream.destroy();
    }
  });
  stream.once('close', () => ended.resolve());
  await ended.promise;
}

function dispatch(frame: StreamFrame, listener: ViewerStreamListener): void {
  if (frame.kind === 'data') return listener.data(frame.bytes);
  const message = terminalControl.safeParse(frame.json);
  if (!message.success) throw new StreamFrameError('The agent sent an unknown control message');
  listener.control(message.data);
}
