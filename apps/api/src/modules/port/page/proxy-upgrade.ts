import { type IncomingMessage, request as startRequest } from 'node:http';
import type { Duplex } from 'node:stream';
import { joinBytes } from '@pineapple/host-link/forward';
import { PortRefusal } from '../port-refusal.ts';
import { headersForProgram } from './page-headers.ts';
import type { Proxied } from './proxy-request.ts';

const asked = [
  'sec-websocket-key',
  'sec-websocket-version',
  'sec-websocket-protocol',
  'sec-websocket-extensions',
];
const answered = ['sec-websocket-accept', 'sec-websocket-protocol', 'sec-websocket-extensions'];

/**
 * Passes a WebSocket on to a program. Resolves when both sides have ended.
 * @throws PortRefusal when the program does not accept it; nothing was sent then
 */
export async function proxyUpgrade(
  request: IncomingMessage,
  { socket, head }: { readonly socket: Duplex; readonly head: Buffer },
  { connection, frame, target, name }: Proxied,
): Promise<void> {
  const { headers } = request;
  const handshake = asked.flatMap((key) => (headers[key] === undefined ? [] : [[key, headers[key]]]));
  const accepted = Promise.withResolvers<{ answer: IncomingMessage; program: Duplex; first: Buffer }>();
  const refused = (reason: string): void => {
    connection.destroy();
    accepted.reject(new PortRefusal('CONFLICT', `${name} did not accept the WebSocket: ${reason}.`));
  };
  const passed = startRequest({
    createConnection: () => connection,
    path: target,
    headers: {
      ...headersForProgram(headers, frame),
      ...Object.fromEntries(handshake),
      ...{ connection: 'Upgrade', upgrade: 'websocket' },
    },
    setHost: false,
  });
  passed.once('upgrade', (answer, program, first) => accepted.resolve({ answer, program, first }));
  passed.once('response', (answer) => refused(`it answered ${answer.statusCode ?? 0}`));
  passed.on('error', () => refused('it closed the connection'));
  passed.end();
  const { answer, program, first } = await accepted.promise;
  const lines = answered.flatMap((key) => {
    const value = answer.headers[key];
    return value === undefined ? [] : [`${key}: ${String(value)}`];
  });
  const status = ['HTTP/1.1 101 Switching Protocols', 'connection: Upgrade', 'upgrade: websocket'];
  socket.write(`${[...status, ...lines].join('\r\n')}\r\n\r\n`);
  if (first.length > 0) program.unshift(first);
  if (head.length > 0) socket.unshift(head);
  await new Promise<void>((resolve) => joinBytes(socket, program, () => resolve()));
}
