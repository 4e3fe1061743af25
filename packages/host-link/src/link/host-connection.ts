import { type ClientHttp2Session, connect } from 'node:http2';
import type { Duplex } from 'node:stream';
import { unlessAborted } from './unless-aborted.ts';

/** How many unread bytes one stream may have. */
const streamWindowBytes = 256 * 1024;
/** Large enough that streams which are not read never block the others of the connection. */
const connectionWindowBytes = 16 * 1024 * 1024;
const pingEveryMs = 15_000;

/**
 * Starts HTTP/2 over a session to a host, with the agent as the server. Resolves when the agent has answered, so a dead
 * session fails here.
 */
export async function connectToAgent(bytes: Duplex, signal: AbortSignal): Promise<ClientHttp2Session> {
  const session = connect('http://agent', {
    createConnection: () => bytes,
    settings: { enablePush: false, initialWindowSize: streamWindowBytes },
  });
  // Each stream reports the error to its user.
  session.on('error', () => undefined);
  session.once('close', () => bytes.destroy());
  session.once('connect', () => session.setLocalWindowSize(connectionWindowBytes));
  const answered = Promise.withResolvers<void>();
  session.once('remoteSettings', () => answered.resolve());
  session.once('close', () => answered.reject(new Error('The host ended the session before it answered.')));
  session.once('error', (error: Error) => answered.reject(error));
  try {
    await unlessAborted(answered.promise, signal);
  } catch (error) {
    session.destroy();
    throw error;
  }
  startHeartbeat(session, bytes);
  return session;
}

/** Detects a host that vanished without closing the session. */
function startHeartbeat(session: ClientHttp2Session, bytes: Duplex): void {
  let answered = true;
  const timer = setInterval(() => {
    // It closes only once all it has written is taken, which a host that is gone never does. Node allows no ping meanwhile.
    if (session.destroyed) return void bytes.destroy();
    if (!answered)
      return session.destroy(new Error(`The host did not answer a ping within ${pingEveryMs} ms.`));
    answered = false;
    session.ping(() => void (answered = true));
  }, pingEveryMs).unref();
  session.once('close', () => clearInterval(timer));
}
