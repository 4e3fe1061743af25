import { PassThrough } from 'node:stream';
import {
  type CaptureEvent,
  pcapngHeader,
  pcapngPackets,
  PcapngReader,
  pcapngStatistics,
} from '@pineapple/host-link/capture';
import { expect, it } from 'vitest';
import { mergeCaptures } from './merge-captures.ts';

const captured = (name: string) => ({
  ...{ name, description: name, linkType: 1, snapLength: 100, filter: 'arp' },
});
const packet = (at: number, from: number) => ({
  ...{ at: BigInt(at), length: 1, bytes: Uint8Array.of(at), interface: from },
});

it('makes one capture of those of two hosts, in the order of time', async () => {
  const [one, two] = [new PassThrough(), new PassThrough()];
  const merged = mergeCaptures([
    { bytes: one, numbers: [0, 2] },
    { bytes: two, numbers: [1] },
  ]);
  one.write(pcapngHeader(captured('a'), captured('c')));
  one.write(pcapngPackets([packet(1, 0), packet(3, 1)]));
  two.write(pcapngHeader(captured('b')));
  two.write(pcapngPackets([packet(2, 0)]));
  two.end(pcapngStatistics({ at: 9n, received: 1, dropped: 4, comment: 'b stopped.' }));
  one.end();
  const reader = new PcapngReader();
  const events: CaptureEvent[] = [];
  for await (const bytes of merged) events.push(...reader.read(bytes as Uint8Array));
  expect(events.slice(0, 3)).toMatchObject(
    ['a', 'b', 'c'].map((name) => ({ kind: 'interface', name, description: name, filter: 'arp' })),
  );
  const packets = events.filter((event) => event.kind === 'packet');
  expect(packets.map(({ at, interface: from }) => [Number(at), from])).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
  ]);
  expect(events.find((event) => event.kind === 'statistics')).toMatchObject({
    ...{ interface: 1, dropped: 4, comment: 'b stopped.' },
  });
});

it('fails when a host is lost', async () => {
  const [one, two] = [new PassThrough(), new PassThrough()];
  const merged = mergeCaptures([
    { bytes: one, numbers: [0] },
    { bytes: two, numbers: [1] },
  ]);
  const read = merged.toArray();
  one.destroy(new Error('The host of a capture was lost.'));
  await expect(read).rejects.toThrow('lost');
  expect(two.destroyed).toBe(true);
});
