import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2';
import { type AnalysisAnswers, recordingHeader } from '@pineapple/host-link/analysis';
import { type AnalysisRequest, hostAnalysisPath } from '@pineapple/host-link/analysis-request';
import {
  type CaptureEvent,
  capturePath,
  type CaptureRequest,
  PcapngReader,
} from '@pineapple/host-link/capture';
import { streamProblem } from '@pineapple/host-link/protocol';
import { connectStreams } from '@pineapple/test-kit/terminals';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labels } from '../../docker/docker-names.ts';
import { wireName } from '../../network/link-names.ts';
import { runBeside } from '../../testing/container-namespace.ts';
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

function request(containerId: string, query: Partial<CaptureRequest>, recordingId?: string) {
  const headers = { ':path': capturePath(containerId, query), 'pineapple-lab': lab.desired.labId };
  const recording = recordingId === undefined ? {} : { [recordingHeader]: recordingId };
  return session.request({ ...headers, ...recording }).on('error', () => undefined);
}

/** Starts a capture. Its events arrive in `events`; `next` resolves when more have. */
async function capture(containerId: string, query: Partial<CaptureRequest>, recordingId?: string) {
  const stream = request(containerId, query, recordingId);
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

/** All that a stream sends. An iterator of it would fail when the stream closes before all was read. */
async function text(stream: ClientHttp2Stream): Promise<string> {
  let all = '';
  stream.on('data', (part: Buffer) => (all += part.toString()));
  await once(stream, 'end');
  return all;
}

async function refusalOf(stream: ClientHttp2Stream) {
  const [{ ':status': status }] = (await once(stream, 'response')) as [{ ':status': number }];
  return { status, ...streamProblem.parse(JSON.parse(await text(stream))) };
}

const refusal = (containerId: string, query: Partial<CaptureRequest>) =>
  refusalOf(request(containerId, query));

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

  it('is dissected in a sandbox, by a program that starts again when it dies', async () => {
    const id = crypto.randomUUID();
    const { stream } = await capture(pinger, { filter: 'icmp', count: 4 }, id);
    const ended = once(stream, 'end');
    await host.exec(pinger, 'ping', '-c', '2', '-i', '0.1', '10.0.7.11');
    await ended;

    const asked = (containerId: string, question: AnalysisRequest): ClientHttp2Stream => {
      const headers = { ':path': hostAnalysisPath(containerId, id, question) };
      return session.request({ ...headers, 'pineapple-lab': lab.desired.labId }).on('error', () => undefined);
    };
    const ask = async <K extends AnalysisRequest['ask']>(
      question: Extract<AnalysisRequest, { ask: K }>,
    ): Promise<AnalysisAnswers[K]> => JSON.parse(await text(asked(pinger, question))) as AnalysisAnswers[K];
    const { snapshot, frames } = await ask<'load'>({ ask: 'load', newer: true });
    expect(frames).toBe(4);
    const requests = { ask: 'frames', snapshot, filter: 'icmp.type == 8', skip: 0, limit: 10 } as const;
    expect(await ask<'frames'>(requests)).toMatchObject({ matched: 2, rows: [{ number: 1 }, { number: 3 }] });

    const volume = await ask<'volume'>({ ask: 'volume', snapshot, filter: 'icmp.type == 0' });
    expect(volume.frames.reduce((sum, each) => sum + each, 0)).toBe(2);
    expect(volume.bytes.reduce((sum, each) => sum + each, 0)).toBe(2 * 98);

    const [sandbox] = await host.docker.listContainers({ labels: [`${labels.sandbox}=${host.hostId}`] });
    const inside = (command: string) =>
      host.docker.exec(sandbox?.Id ?? '', ['sh', '-c', command], AbortSignal.timeout(60_000));
    const facts = await inside('id -u; ls /sys/class/net; grep CapBnd /proc/self/status; touch /etc/x');
    expect(facts.output.split('\r\n')).toEqual([
      ...['65534', 'lo', 'CapBnd:\t0000000000000000'],
      expect.stringContaining('Read-only file system'),
    ]);
    expect(await inside('pkill -KILL -x sharkd')).toMatchObject({ code: 0 });
    const frame = await ask<'frame'>({ ask: 'frame', snapshot, number: 1 });
    expect(frame.fields.map(({ label }) => label)).toContain('Internet Control Message Protocol');
    expect(await refusalOf(asked(target, { ask: 'load', newer: false }))).toMatchObject({ status: 404 });
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

describe('a connection to a port', () => {
  beforeAll(async () => {
    lab.power(target, 'on');
    await host.applyUntilReady(lab);
  });

  const closed = (stream: ClientHttp2Stream) =>
    stream.closed ? Promise.resolve() : once(stream, 'close').then(() => undefined);

  function ask(containerId: string, port: number | string): ClientHttp2Stream {
    const headers = { ':method': 'POST', ':path': `/ports/${containerId}/${port}` };
    return session
      .request({ ...headers, 'pineapple-lab': lab.desired.labId }, { endStream: false })
      .on('error', () => undefined);
  }

  it('reaches a program, which sees the end of what it is sent and answers after it', async () => {
    const script =
      'setsid nc -ll -p 84 -e wc -c >/dev/null 2>&1 & until netstat -ltn | grep -q :84; do :; done';
    expect(await host.exec(pinger, 'sh', '-c', script)).toMatchObject({ code: 0 });
    const stream = ask(pinger, 84);
    stream.end(Buffer.alloc(1_000_000));
    expect((await text(stream)).trim()).toBe('1000000');
  });

  it.each([
    ['127.0.0.1', 81],
    ['10.0.7.10', 82],
  ])(
    'reaches a program that listens on %s alone, and nothing shows on the network',
    async (address, port) => {
      await host.exec(pinger, 'httpd', '-p', `${address}:${port}`);
      const { stream: packets, events } = await capture(pinger, { filter: 'tcp' });
      const stream = ask(pinger, port);
      stream.end('GET /nothing HTTP/1.0\r\n\r\n');
      expect(await text(stream)).toContain('404 Not Found');
      packets.close();
      await closed(packets);
      expect(events.filter(({ kind }) => kind === 'packet')).toEqual([]);
    },
  );

  it('is not led out of the container by its firewall rules', async () => {
    await host.exec(target, 'httpd', '-p', '10.0.7.11:83');
    // What root in the container can do: send what is for 127.0.0.1 to another machine of the lab.
    const rules =
      'add table ip out; add chain ip out o { type nat hook output priority -100; }; ' +
      'add rule ip out o tcp dport 83 dnat to 10.0.7.11';
    await runBeside(host, pinger, 'sysctl', '-q', '-w', 'net.ipv4.conf.all.route_localnet=1');
    await runBeside(host, pinger, 'nft', rules);
    const { stream: packets, events } = await capture(pinger, { filter: 'tcp port 83' });
    const stream = ask(pinger, 83);
    const [{ ':status': status }] = (await once(stream, 'response')) as [{ ':status': number }];
    expect(status).toBe(409);
    await runBeside(host, pinger, 'nft', 'delete table ip out');
    packets.close();
    await closed(packets);
    expect(events.filter(({ kind }) => kind === 'packet')).toEqual([]);
  });

  it('is refused with the reason when nothing listens, and for what is not a port', async () => {
    const refused = (port: number | string) => refusalOf(ask(pinger, port));
    expect(await refused(9)).toMatchObject({
      ...{ status: 409, code: 'NOT_LISTENING' },
      message: expect.stringContaining("Nothing listens on port 9 of 'a'."),
    });
    for (const port of [0, 65_536, '80,bind=1', '080', ''])
      expect(await refused(port)).toMatchObject({ status: 400 });
  });

  it('ends when its container stops, which then starts again with its network', async () => {
    const stream = ask(pinger, 84);
    await once(stream, 'response');
    await host.apply(lab.power(pinger, 'off'));
    await closed(stream);
    lab.power(pinger, 'on');
    await host.applyUntilReady(lab);
  });
});

it('ends with the next agent if its own was killed', async () => {
  // No packet comes by which it would notice.
  const { stream } = await capture(pinger, { filter: 'udp port 9' });
  const lost = once(stream, 'close');
  await host.agent.end('SIGKILL');
  await lost;
  expect(await programsOn(wire)).toHaveLength(1);
  await host.agent.start();
  await expect.poll(() => programsOn(wire)).toEqual([]);
});
