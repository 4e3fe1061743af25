import { createValkeyBus } from '@pineapple/event-bus';
import { WebSocketServer } from 'ws';
import { floorTopic } from './subscriber-task.ts';

/**
 * The floor: sends each message of the bus to every open socket without changing it, in the simplest way that `ws`
 * offers. Its argument is the bus's URL.
 */
const [busUrl = ''] = process.argv.slice(2);
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (socket) => socket.on('error', () => socket.terminate()));
await createValkeyBus(busUrl).subscribe(floorTopic, (message) => {
  const bytes = Buffer.from(message);
  for (const socket of server.clients) socket.send(bytes, { binary: false });
});
const address = server.address();
if (typeof address === 'object') console.log(JSON.stringify({ port: address?.port }));
