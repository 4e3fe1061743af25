import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import type { ClientHttp2Session } from 'node:http2';
import {
  type CaptureEvent,
  capturePath,
  type CaptureRequest,
  PcapngReader,
} from '@pineapple/host-link/capture';
import { streamProblem } from '@pineapple/host-link/protocol';
import { connectStreams } from '@pineapple/test-kit/terminals';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wireName } from '../../network/link-names.ts';
import type { SampleLab } from '../../testing/sample-lab.ts';
import { TestHost } from '../../testing/test-host.ts';

let host: TestHost;
let lab: SampleLab;
let session: ClientHttp2Session;
let pinger: string;
let target: string;
/** The lab's end of the pinger's interface. */
let wire: string;

beforeAll(async () => {
  host = await TestHost.start();
  lab = host.lab();
  const lan = lab.network('lan', '10.0.7.0/24');
  pinger = lab.container('a', host.image, [[lan, '10.0.7.10']]).id;
  target = lab.container('b', host.image, [[lan, '10.0.7.11']]).id;
  wire = wireName(pinger, lan.id);
  await host.applyUntilReady(lab);
  session = connectStreams(host.agent.streamsPath);
});
afterAll(async () => {
  session.destroy();
  await host[Symbol.asyncDispose]();
});

function request(containerId: string, query: Partial<CaptureRequest>) {
  const headers = { ':path': capturePath(containerId, query), 'pineapple-lab': lab.desired.labId };
  return session.request(headers).on('error', () => undefined);
}

/** Starts a capture. Its events arrive in `events`; `next` resolves when more have. */
async function capture(containerId: string, query: Partial<CaptureRequest>) {
  const stream = request(containerId, query);
  const reader = new PcapngReader();
  const events: CaptureEvent[] = [];
  stream.on('data', (bytes: Buffer) => {
    for (const event of reader.read(bytes))
      events.push(event.kind === 'packet' ? { ...event, bytes: event.bytes.slice() } : event);
  });
  await once(stream, 'data');
  return { stream, events };
}

/** The processes that capture on a link. */
async function programsOn(link: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return pids.filter(
    (_, index) => commands[index]?.startsWith('tcpdump\0') && commands[index].includes(link),
  );
}

async function refusal(containerId: string, query: Partial<CaptureRequest>) {
  const stream = request(containerId, query);
  const [{ ':status': status }] = (await once(stream, 'response')) as [{ ':status': number }];
  let text = '';
  stream.on('data', (part: Buffer) => (text += part.toString()));
  await once(stream, 'end');
  return { status, ...streamProblem.parse(JSON.parse(text)) };
}

describe('a capture', () => {
  it('has the packets of a ping, in both directions, and ends after as many as requested', async () => {
    const { stream, events } = await capture(pinger, { filter: 'icmp', count: 4 });
    const ended = once(stream, 'end');
    expect(await host.exec(pinger, 'ping', '-c', '2', '-i', '0.1', '10.0.7.11')).toMatchObject({ code: 0 });
    await ended;
    const packets = events.filter((event) => event.kind === 'packet');
    expect(events[0]).toMatchObject({ kind: 'interface', name: 'eth0', linkType: 1 });
    // The type of each ICMP message: requests (8) and replies (0).
    expect(packets.map(({ bytes }) => bytes[34])).toEqual([8, 0, 8, 0]);
    expect(events.at(-1)).toMatchObject({ kind: 'statistics', dropped: 0 });
  });

  it('runs without rights, and ends when its viewer leaves', async () => {
    const { stream } = await capture(pinger, {});
    const [pid] = await programsOn(wire);
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    // The user nobody, without capabilities.
    expect(status).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m);
    expect(status).toMatch(/^CapEff:\t0+$/m);
    stream.close();
    await expect.poll(() => programsOn(wire)).toEqual([]);
  });

  it('ends when its container stops, and says so; a stopped container is refused', async () => {
    const { stream, events } = await capture(target, {});
    const ended = once(stream, 'end');
    await host.apply(lab.power(target, 'off'));
    await ended;
    expect(events.at(-1)).toMatchObject({ comment: 'b stopped or lost the interface.' });
    expect(await refusal(target, {})).toMatchObject({ status: 409, code: 'NOT_RUNNING' });
  });

  it.each([
    [
      { filter: 'icmp and and' },
      { status: 400, code: 'FILTER', message: expect.stringContaining('syntax error') },
    ],
    [{ interface: 'eth7' }, { status: 400, code: 'BAD_REQUEST', message: expect.stringContaining('eth0') }],
  ])('of %j is refused with the reason', async (query, expected) => {
    expect(await refusal(pinger, query)).toMatchObject(expected);
  });
});
