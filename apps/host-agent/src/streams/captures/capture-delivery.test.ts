import { once } from 'node:events';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CaptureEvent, PcapngReader } from '@pineapple/host-link/capture';
import { connectStreams } from '@pineapple/test-kit/terminals';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { StreamServer } from '../stream-server.ts';
import { CaptureDelivery } from './capture-delivery.ts';

const eth0 = { name: 'eth0', description: 'r1', linkType: 1, snapLength: 262_144, filter: null };
const packet = { at: 1n, length: 1500, bytes: new Uint8Array(1500) };

it('drops packets of a slow viewer beyond a bound, counts them, and says so', async () => {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'pn-capture-'));
  const socketPath = join(directory.path, 'streams.sock');
  const opened = Promise.withResolvers<CaptureDelivery>();
  const server = await StreamServer.listen({
    socketPath,
    log: pino({ level: 'silent' }),
    routes: { 'GET /captures': ({ stream }) => opened.resolve(new CaptureDelivery(stream, [eth0])) },
  });
  const session = connectStreams(socketPath);
  const stream = session.request({ ':path': '/captures/x', 'pineapple-lab': 'lab_1' });
  const delivery = await opened.promise;
  const sent = 8000;
  // 12 MB without a pause: the viewer reads none of it yet.
  for (let index = 0; index < sent; index += 10) delivery.packets(Array<typeof packet>(10).fill(packet));
  delivery.missed(0, 5);
  delivery.endOf(0, { received: sent + 5, comment: 'r1 stopped.' });
  delivery.end();
  const reader = new PcapngReader();
  const events: CaptureEvent[] = [];
  stream.on('data', (bytes: Buffer) => events.push(...reader.read(bytes)));
  await once(stream, 'end');
  const listed = events.filter(({ kind }) => kind === 'packet').length;
  expect(events[0]).toMatchObject({ kind: 'interface', name: 'eth0' });
  expect(listed).toBeGreaterThan(100);
  expect(listed).toBeLessThan(4000);
  expect(events.at(-1)).toMatchObject({
    kind: 'statistics',
    received: sent + 5,
    dropped: sent - listed + 5,
    comment: 'r1 stopped.',
  });
  session.destroy();
  await server.close();
});
