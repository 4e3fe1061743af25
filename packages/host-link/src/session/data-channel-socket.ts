import { corked } from '../channel/corked.ts';
import { encodeOpenDataChannel } from '../channel/open-data-channel.ts';
import WebSocket from 'ws';

const pingEveryMs = 5 * 60_000;
const connectTimeoutMs = 10_000;
/** Twice what the largest message of AWS's agent takes. */
const maxFrameBytes = 64 * 1024;

/** Where a session's data channel is, and what opens it. */
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
 * @param onMessage gets each binary frame
 * @param onLost is called once when the connection ends, unless `close` ended it
 */
export function openDataChannelSocket(
  address: DataChannelAddress,
  clientId: string,
  handlers: { onMessage: (frame: Buffer) => void; onLost: () => void },
): Promise<DataChannelSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(checkedUrl(address.url), {
      perMessageDeflate: false,
      maxPayload: maxFrameBytes,
      handshakeTimeout: connectTimeoutMs,
    });
    let lost = false;
    const end = (): void => {
      clearInterval(pinging);
      if (lost) return;
      lost = true;
      reject(new Error('The connection was closed before it was open'));
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
      transmit = corked(response.socket, (message) => socket.send(message));
    });
    socket.on('open', () => {
      socket.send(encodeOpenDataChannel(address.token, clientId));
      resolve({
        transmit: (message) => transmit(message),
        close: () => {
          lost = true;
          clearInterval(pinging);
          socket.close(1000);
          // What the peer still sends is of no interest, nor whether it answers.
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

/** The token opens a shell on a host: it is not sent in the clear, unless it stays on this machine. */
function checkedUrl(url: string): URL {
  const parsed = new URL(url);
  const local = parsed.protocol === 'ws:' && ['127.0.0.1', '[::1]', 'localhost'].includes(parsed.hostname);
  if (parsed.protocol !== 'wss:' && !local) throw new Error(`A stream URL of ${parsed.protocol} is not safe`);
  return parsed;
}
