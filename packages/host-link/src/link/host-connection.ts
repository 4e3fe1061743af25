import { type ClientHttp2Session, connect } from 'node:http2';
import type { Duplex } from 'node:stream';
import { whileWanted } from './abortable.ts';

/** What one stream may have under way before its reader has dealt with it. */
const streamWindowBytes = 256 * 1024;
/** Wide enough that readers who stopped never hold up the others on the same connection. */
const connectionWindowBytes = 16 * 1024 * 1024;
const pingEveryMs = 15_000;

/**
 * Speaks HTTP/2 over a session to a host, the agent being the server. Resolves once the agent has answered, so that
 * a session which leads nowhere is found out here.
 */
export async function connectToAgent(bytes: Duplex, signal: AbortSignal): Promise<ClientHttp2Session> {
  const session = connect('http://agent', {
    createConnection: () => bytes,
    settings: { enablePush: false, initialWindowSize: streamWindowBytes },
  });
  // Whoever has a stream on it is told by the stream.
  session.on('error', () => undefined);
  session.once('close', () => bytes.destroy());
  session.once('connect', () => session.setLocalWindowSize(connectionWindowBytes));
  const greeted = Promise.withResolvers<void>();
  session.once('remoteSettings', () => greeted.resolve());
  session.once('close', () => greeted.reject(new Error('The host ended the session at once.')));
  session.once('error', (error: Error) => greeted.reject(error));
  try {
    await whileWanted(greeted.promise, signal);
  } catch (error) {
    session.destroy();
    throw error;
  }
  watchOver(session);
  return session;
}

/** A host that vanished says nothing, so it is asked. */
function watchOver(session: ClientHttp2Session): void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) return session.destroy(new Error('The host does not answer any more.'));
    answered = false;
    session.ping(() => void (answered = true));
  }, pingEveryMs).unref();
  session.once('close', () => clearInterval(timer));
}
