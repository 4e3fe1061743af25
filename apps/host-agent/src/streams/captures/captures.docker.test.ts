import { once } from 'node:events';
import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises';
import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnalysisAnswers, recordingHeader } from '@pineapple/host-link/analysis';
import { type AnalysisRequest, hostAnalysisPath } from '@pineapple/host-link/analysis-request';
import { type CaptureEvent, capturePath, PcapngReader } from '@pineapple/host-link/capture';
import { streamProblem } from '@pineapple/host-link/protocol';
import { connectStreams } from '@pineapple/test-kit/terminals';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labels } from '../../docker/docker-names.ts';
import { wireName } from '../../network/link-names.ts';
import { runBeside } from '../../testing/container-namespace.ts';
import { malformedFrames } from '../../testing/malformed-frames.ts';
import type { SampleLab } from '../../testing/sample-lab.ts';
import { TestHost } from '../../testing/test-host.ts';
import { Analysis } from '../analysis/analysis.ts';
import { Recording } from '../recordings/recording.ts';
import { StreamRefusal } from '../stream-refusal.ts';

type Query = Parameters<typeof capturePath>[1];

let host: TestHost;
let lab: SampleLab;
let session: ClientHttp2Session;
let pinger: string;
let target: string;
let lan: ReturnType<SampleLab['network']>;
/** The lab's end of the pinger's interface. */
let wire: string;

beforeAll(async () => {
  host = await TestHost.start();
  lab = host.lab();
  lan = lab.network('lan', '10.0.7.0/24');
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

function request(containerId: string, query: Query, recordingId?: string) {
  const headers = { ':path': capturePath(containerId, query), 'pineapple-lab': lab.desired.labId };
  const recording = recordingId === undefined ? {} : { [recordingHeader]: recordingId };
  return session.request({ ...headers, ...recording }).on('error', () => undefined);
}

/** Starts a capture. Its events arrive in `events`; `next` resolves when more have. */
async function capture(containerId: string, query: Query, recordingId?: string) {
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
  return pids.filter((_, index) => {
    const [program, captured] = commands[index]?.split('\0') ?? [];
    return program?.includes('/native/capture-') && captured === link;
  });
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

const refusal = (containerId: string, query: Query) => refusalOf(request(containerId, query));

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

  it('of several interfaces is one, in the order of time', async () => {
    const on = [pinger, target].map((containerId) => ({ containerId, interface: 'eth0' }));
    const { stream, events } = await capture(lab.desired.labId, { filter: 'icmp', count: 8, on });
    const ended = once(stream, 'end');
    await host.exec(pinger, 'ping', '-c', '2', '-i', '0.1', '10.0.7.11');
    await ended;
    expect(events.slice(0, 2)).toMatchObject([{ name: 'a eth0' }, { name: 'b eth0' }]);
    const packets = events.filter((event) => event.kind === 'packet');
    // Each request comes out of a and goes into b, and each reply the other way.
    expect(packets.map(({ interface: from }) => from)).toEqual([0, 1, 1, 0, 0, 1, 1, 0]);
    expect(packets.map(({ bytes }) => bytes[34])).toEqual([8, 8, 0, 0, 8, 8, 0, 0]);
  });

  it('of a flood has each packet, or counts it as dropped', async () => {
    const { stream, events } = await capture(pinger, { filter: 'udp port 9', snapLength: 64 });
    const sent = 300_000;
    const flood = `head -c ${sent * 16} /dev/zero | socat -u -b 16 STDIN UDP4-SENDTO:10.0.7.11:9`;
    await runBeside(host, pinger, 'sh', '-c', flood);
    const total = (): number => {
      const listed = events.filter(({ kind }) => kind === 'packet').length;
      const report = events.findLast((event) => event.kind === 'statistics');
      return listed + (report?.dropped ?? 0);
    };
    await expect.poll(total).toBe(sent);
    stream.close();
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

  it('of malformed frames is dissected to the end, however often the dissector dies of them', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'pn-malformed-'));
    const eth0 = { name: 'eth0', description: 'a', linkType: 1, snapLength: 262_144, filter: null };
    const recording = new Recording(join(folder.path, 'a'), [eth0]);
    const frames = malformedFrames(20_261_130, 1_500);
    recording.write(
      frames.map((bytes, index) => ({ at: BigInt(index) * 1_000_000n, length: bytes.length, bytes })),
    );
    const log = pino({ level: 'silent' });
    const options = { docker: host.docker, hostId: host.hostId, recording, log };
    const analysis = new Analysis({ ...options, onEnd: () => undefined });
    const answered = { frames: 0, refused: 0 };
    try {
      const loaded = await analysis.ask({ ask: 'load', newer: true });
      const { snapshot } = loaded as AnalysisAnswers['load'];
      expect(loaded).toMatchObject({ frames: frames.length, missed: 0 });
      for (let number = 1; number <= frames.length; number += 5) {
        // A frame that ends the dissector twice is refused with the reason; the next one is answered again.
        const answer = await analysis
          .ask({ ask: 'frame', snapshot, number })
          .catch((error: unknown) => error);
        if (answer instanceof StreamRefusal) answered.refused += 1;
        else answered.frames += Number('fields' in (answer as object));
      }
      const expert = (await analysis.ask({ ask: 'expert', snapshot })) as AnalysisAnswers['expert'];
      expect(expert.rows.some(({ message }) => message.includes('Malformed Packet'))).toBe(true);
      expect(answered).toMatchObject({ frames: 300 - answered.refused });
    } finally {
      await analysis.end();
      await recording.remove();
    }
  });

  it('runs without rights, and ends when its viewer leaves', async () => {
    const { stream } = await capture(pinger, {});
    await expect.poll(() => programsOn(wire)).toHaveLength(1);
    const [pid] = await programsOn(wire);
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    // The user nobody, without capabilities.
    expect(status).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m);
    expect(status).toMatch(/^CapEff:\t0+$/m);
    stream.close();
    await expect.poll(() => programsOn(wire)).toEqual([]);
  });

  it('of a network has each frame once, where it enters, also from a container that starts later', async () => {
    const on = [{ networkId: lan.id }];
    const { stream, events } = await capture(lab.desired.labId, { filter: 'icmp', on });
    const echoes = () =>
      events.flatMap((event) =>
        event.kind === 'packet' ? [{ type: event.bytes[34], from: event.bytes[29] }] : [],
      );
    const [request, reply] = [{ type: 8 }, { type: 0 }];
    await host.exec(pinger, 'ping', '-c', '1', '10.0.7.11');
    await expect.poll(echoes).toEqual([
      { ...request, from: 10 },
      { ...reply, from: 11 },
    ]);
    // A third interface: the network is no longer a cable.
    const third = lab.container('c', host.image, [[lan, '10.0.7.12']]).id;
    await host.applyUntilReady(lab);
    await host.exec(third, 'ping', '-c', '1', '10.0.7.11');
    await expect
      .poll(() => echoes().slice(2))
      .toEqual([
        { ...request, from: 12 },
        { ...reply, from: 11 },
      ]);
    expect(events[0]).toMatchObject({ kind: 'interface', name: 'lan', description: 'lan' });
    stream.close();
    await host.apply(lab.without(third));
  });

  it('waits for a stopped container, says so, and continues over its restarts', async () => {
    const { stream, events } = await capture(target, { filter: 'icmp' });
    const said = () => events.flatMap((event) => (event.kind === 'statistics' ? [event.comment] : []));
    const echoes = () => events.filter(({ kind }) => kind === 'packet').length;
    for (const count of [2, 4]) {
      await host.apply(lab.power(target, 'off'));
      await expect.poll(() => said().at(-1)).toBe('b stopped. The capture continues when it starts.');
      lab.power(target, 'on');
      await host.applyUntilReady(lab);
      await expect.poll(() => said().at(-1)).toBe(null);
      await host.exec(pinger, 'ping', '-c', '1', '10.0.7.11');
      await expect.poll(echoes).toBe(count);
    }
    stream.close();
    await host.apply(lab.power(target, 'off'));
    const later = await capture(target, { filter: 'icmp' });
    const waiting = 'b is not running. The capture begins when it starts.';
    await expect.poll(() => later.events.at(-1)).toMatchObject({ comment: waiting, isEnd: false });
    later.stream.close();
  });

  it('ends when its container stops, and says so, if it is not to wait', async () => {
    lab.power(target, 'on');
    await host.applyUntilReady(lab);
    const { stream, events } = await capture(target, { wait: false });
    const ended = once(stream, 'end');
    await host.apply(lab.power(target, 'off'));
    await ended;
    expect(events.at(-1)).toMatchObject({ comment: 'b stopped or lost the interface.', isEnd: true });
    expect(await refusal(target, { wait: false })).toMatchObject({ status: 409, code: 'NOT_RUNNING' });
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

it('ends with its agent, also when that is killed while no packet comes', async () => {
  const { stream } = await capture(pinger, { filter: 'udp port 9' });
  await expect.poll(() => programsOn(wire)).toHaveLength(1);
  const lost = once(stream, 'close');
  await host.agent.end('SIGKILL');
  await lost;
  await expect.poll(() => programsOn(wire)).toEqual([]);
  await host.agent.start();
});
