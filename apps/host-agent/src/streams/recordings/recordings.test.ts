import { mkdtempDisposable, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PcapngReader } from '@pineapple/host-link/capture';
import { describe, expect, it } from 'vitest';
import { Recording } from './recording.ts';
import { Recordings } from './recordings.ts';

const captured = { name: 'eth0', description: 'r1', linkType: 1, snapLength: 262_144, filter: null };
const packets = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    at: BigInt(first + index),
    length: 60,
    bytes: new Uint8Array(60),
  }));

/** The times of the packets that it has, and the name of its interface. */
async function contents(recording: Recording) {
  const { bytes, ...rest } = await recording.take();
  const events = new PcapngReader().read(bytes);
  const [first] = events;
  const times = events.flatMap((event) => (event.kind === 'packet' ? [Number(event.at)] : []));
  return { name: first?.kind === 'interface' ? first.name : null, times, ...rest };
}

describe('Recording', () => {
  it('keeps the latest packets in two files, and counts those it dropped and missed', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'recording-'));
    const limits = { segmentBytes: 10_000, segmentPackets: 3, waitingBytes: 1000 };
    const recording = new Recording(join(folder.path, 'a'), [captured], limits);
    recording.write(packets(1, 2));
    expect(await contents(recording)).toEqual({
      ...{ name: 'eth0', times: [1, 2], snapshot: 1, forgotten: 0, missed: 0 },
    });
    for (let first = 3; first < 11; first += 2) {
      recording.write(packets(first, 2));
      await recording.take();
    }
    recording.write(packets(11, 50));
    const last = await contents(recording);
    expect(last).toMatchObject({ times: [7, 8, 9, 10], forgotten: 6, missed: 50 });
    expect(await readdir(folder.path)).toHaveLength(2);
    await recording.remove();
    recording.write(packets(1, 1));
    expect((await contents(recording)).times).toEqual([]);
    expect(await readdir(folder.path)).toEqual([]);
  });
});

describe('Recordings', () => {
  const key = (id: string, labId = 'lab') => ({ id, labId, subjectId: 'ctr' });

  it('finds a recording for its own container alone, also after the capture ended', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'recordings-'));
    const recordings = await Recordings.open(folder.path);
    const begun = recordings.begin(key('a'), [captured]);
    recordings.end('a');
    expect(recordings.find(key('a'))).toBe(begun);
    expect(recordings.find(key('a', 'other'))).toBeNull();
    expect(recordings.find({ ...key('a'), subjectId: 'other' })).toBeNull();
    await recordings.close();
  });

  it('gives the place of the oldest one whose capture ended to a new one', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'recordings-'));
    const recordings = await Recordings.open(folder.path, { perLab: 2, perHost: 3, keptMs: 60_000 });
    const removed: unknown[] = [];
    recordings.onRemoved((each) => removed.push(each));
    const first = recordings.begin(key('a'), [captured]);
    recordings.begin(key('b'), [captured]);
    expect(recordings.begin(key('c'), [captured])).toBeNull();
    recordings.end('a');
    expect(recordings.begin(key('c'), [captured])).not.toBeNull();
    expect(removed).toEqual([first]);
    recordings.begin(key('d', 'other'), [captured]);
    expect(recordings.begin(key('e', 'third'), [captured])).toBeNull();
    recordings.removeUnless(({ labId }) => labId === 'other');
    expect(removed).toHaveLength(3);
    await recordings.close();
    expect(removed).toHaveLength(4);
  });
});
