import WebSocket from 'ws';
import { encodeOpenDataChannel } from '../channel/payloads.ts';

const pingEveryMs = 5 * 60_000;
const connectTimeoutMs = 10_000;
/** Twice the size of the largest message of AWS's agent. */
const maxFrameBytes = 64 * 1024;

/** Where to connect to a session's data channel. The token opens it once. */
export interface DataChannelAddress {
  readonly url: string;
  readonly token: string;
}

/** One connection of a data channel. */
export interface DataChannelSocket {
  readonly transmit: (message: Buffer) => void;
  close(): void;
}

/**
 * Connects to a data channel.
 * @param sign The headers that sign the request
 * @param handlers `onMessage` receives each binary frame; `onLost` is called once when the connection ends, unless `close`
 * ended it
 */
export async function openDataChannelSocket(
  address: DataChannelAddress,
  clientId: string,
  sign: (url: URL) => Promise<Record<string, string>>,
  handlers: { onMessage: (frame: Buffer) => void; onLost: () => void },
): Promise<DataChannelSocket> {
  const url = checkedUrl(address.url);
  const headers = await sign(url);
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, {
      headers,
      perMessageDeflate: false,
      maxPayload: maxFrameBytes,
      handshakeTimeout: connectTimeoutMs,
    });
    let lost = false;
    const end = (): void => {
      clearInterval(pinging);
      if (lost) return;
      lost = true;
      reject(new Error('The data channel was closed before it was open'));
      handlers.onLost();
    };
    let answered = true;
    const pinging = setInterval(() => {
      if (!answered) return socket.terminate();
      answered = false;
      socket.ping();
    }, pingEveryMs).unref();
    let transmit: (message: Buffer) => void = (message) => socket.send(message);

    socket.on('upgrade', (response) => {
      transmit = batchWrites(response.socket, (message) => socket.send(message));
    });
    socket.on('open', () => {
      socket.send(encodeOpenDataChannel(address.token, clientId));
      resolve({
        transmit: (message) => transmit(message),
        close: () => {
          lost = true;
          clearInterval(pinging);
          socket.close(1000);
          // Does not wait for the peer's answer, and ignores what it still sends.
          socket.removeAllListeners('message');
          socket.terminate();
        },
      });
    });
    socket.on('message', (data, isBinary) => {
      if (isBinary) handlers.onMessage(data as Buffer);
    });
    socket.on('pong', () => (answered = true));
    socket.on('error', (error) => {
      reject(error);
      socket.terminate();
    });
    socket.on('close', end);
  });
}

/** Wraps `send` so that all messages of one turn of the event loop leave in one write. */
function batchWrites(
  socket: { cork(): void; uncork(): void },
  send: (message: Buffer) => void,
): (message: Buffer) => void {
  let corked = false;
  const uncork = (): void => {
    corked = false;
    socket.uncork();
  };
  return (message) => {
    if (!corked) {
      corked = true;
      socket.cork();
      process.nextTick(uncork);
    }
    send(message);
  };
}

/** The token opens a shell on a host, so it is sent in clear text to this machine only. */
function checkedUrl(url: string): URL {
  const parsed = new URL(url);
  const local = parsed.protocol === 'ws:' && ['127.0.0.1', '[::1]', 'localhost'].includes(parsed.hostname);
  if (parsed.protocol !== 'wss:' && !local)
    throw new Error(`The stream URL ${parsed.origin} is not encrypted`);
  return parsed;
}
