import type { ClientHttp2Session } from 'node:http2';
import { linkRates, logLine, statsSample, streamProblem } from '@pineapple/host-link/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LineClient } from '@pineapple/test-kit/terminals';
import { connectStreams } from '@pineapple/test-kit/terminals';
import type { SampleLab } from '../testing/sample-lab.ts';
import { TestHost } from '../testing/test-host.ts';

let host: TestHost;
let lab: SampleLab;
let session: ClientHttp2Session;

beforeAll(async () => {
  host = await TestHost.start();
  lab = host.lab();
  session = connectStreams(host.agent.streamsPath);
});
afterAll(async () => {
  session.destroy();
  await host[Symbol.asyncDispose]();
});

/** Starts a container that runs a script and then sleeps. */
async function printing(name: string, script: string): Promise<string> {
  const image = await host.makeImage({
    reference: `${host.hostId}/${name}:1`,
    files: { 'bin/talk': `#!/bin/sh\n${script}\nexec sleep infinity\n` },
    changes: ['CMD ["/bin/talk"]'],
  });
  const { id } = lab.container(name, image);
  await host.applyUntilReady(lab);
  return id;
}

/** Runs a command in a container again and again, until it is ended. */
function repeat(containerId: string, command: string): { readonly end: () => Promise<void> } {
  const running = host.exec(containerId, 'sh', '-c', `while [ ! -e /tmp/enough ]; do ${command}; done`);
  return {
    end: async () => {
      await host.exec(containerId, 'touch', '/tmp/enough');
      await running;
    },
  };
}

function request(path: string, headers: Readonly<Record<string, string>> = {}) {
  return { ':path': path, 'pineapple-lab': lab.desired.labId, ...headers };
}
const logs = (containerId: string, query = '') =>
  new LineClient(session, logLine, request(`/logs/${containerId}${query}`));
const rates = () => new LineClient(session, linkRates, request('/rates'));
const stats = (containerId: string) => new LineClient(session, statsSample, request(`/stats/${containerId}`));

describe('logs', () => {
  let asked: string;
  beforeAll(async () => {
    asked = lab.container('asked', host.image).id;
    await host.applyUntilReady(lab);
  });

  it('contain stdout and stderr, truncate long lines, and lose or repeat no line across a restart', async () => {
    const id = await printing(
      'talker',
      "echo out; echo err >&2; printf 'é%.0s' $(seq 1 6000); echo; head -c 40000 /dev/zero | tr '\\0' x; echo; printf unfinished",
    );
    const viewer = logs(id);
    await viewer.until('the first run', () => viewer.lines.length >= 4);
    expect(viewer.lines.find(({ text }) => text === 'err')?.stream).toBe('stderr');
    expect(viewer.lines.map(({ text }) => text)).toContain('é'.repeat(6000));
    const cut = viewer.lines.find(({ text }) => text.startsWith('x'))?.text ?? '';
    expect(cut).toBe(`${'x'.repeat(16_384)} … (cut)`);

    lab.power(id, 'on');
    await host.applyUntilReady(lab);
    await viewer.until('the second run', () => viewer.lines.length >= 9);
    const texts = viewer.lines.map(({ text }) => text);
    expect(texts.filter((text) => text === 'out')).toHaveLength(2);
    expect(texts.filter((text) => text === 'err')).toHaveLength(2);
    expect(texts.filter((text) => text === 'unfinished')).toHaveLength(1);

    const lastOut = viewer.lines.findLast(({ text }) => text === 'out');
    const later = logs(id, `?since=${encodeURIComponent(lastOut?.at ?? '')}`);
    await later.until('later lines', () => later.lines.some(({ text }) => text.startsWith('x')));
    expect(later.lines.map(({ text }) => text)).not.toContain('out');
    expect(later.lines.length).toBeLessThanOrEqual(3);
    const few = logs(id, '?tail=1');
    await few.until('one', () => few.lines.length >= 1);
    expect(few.lines).toHaveLength(1);
    await Promise.all([viewer.leave(), later.leave(), few.leave()]);
  });

  it.each([
    ['?tail=-1', 400],
    ['?tail=10001', 400],
    ['?since=yesterday', 400],
    ['/more', 404],
  ])('refuse %s with status %i', async (query, status) => {
    const refused = logs(asked, query);
    await refused.closed;
    expect(refused.status).toBe(status);
    streamProblem.parse(JSON.parse(refused.refusal));
  });

  it('end when the container is removed', async () => {
    const id = await printing('leaver', 'echo here');
    const viewer = logs(id);
    await viewer.until('a line', () => viewer.lines.length > 0);
    await host.apply(lab.without(id));
    await viewer.closed;
    expect(viewer.stream.rstCode).toBe(0);
  });
});

describe('stats', () => {
  it('cover processor, memory and each interface, and pause while the container is stopped', async () => {
    const lan = lab.network('lan', '10.0.7.0/24');
    const a = lab.container('a', host.image, [[lan, '10.0.7.10']]);
    const b = lab.container('b', host.image, [[lan, '10.0.7.11']]);
    await host.applyUntilReady(lab);
    const [first, second] = [stats(a.id), stats(a.id)];
    await first.until('an idle second', () => first.lines.length > 0);
    expect(first.lines[0]).toMatchObject({ cpuLimit: 1, memoryLimitBytes: 512 * 1024 * 1024 });
    expect(first.lines[0]?.cpu).toBeLessThan(0.2);
    expect(first.lines[0]?.pids).toBeGreaterThan(0);

    const burning = repeat(a.id, ':');
    await first.until('work', () => (first.lines.at(-1)?.cpu ?? 0) > 0.2);
    await burning.end();
    const pinging = repeat(b.id, 'ping -c 10 -i 0.05 -s 1000 10.0.7.10');
    await first.until('traffic in both directions', () => {
      const { receivedBytesPerSecond = 0, sentPacketsPerSecond = 0 } =
        first.lines.at(-1)?.interfaces[0] ?? {};
      return receivedBytesPerSecond > 5000 && sentPacketsPerSecond > 5;
    });
    expect(first.lines.at(-1)?.interfaces[0]).toMatchObject({ name: 'eth0', networkId: lan.id });
    await pinging.end();

    await host.apply(lab.power(a.id, 'off'));
    await host.events.until('STOPPED', () => host.events.phase(a.id) === 'STOPPED');
    const before = first.lines.length;
    lab.power(a.id, 'on');
    await host.applyUntilReady(lab);
    await first.until('the next run', () => first.lines.length > before);
    await second.until('as many samples', () => second.lines.length >= before - 1);
    await Promise.all([first.leave(), second.leave()]);
  });
});

describe('rates', () => {
  it('say what each link carries in each direction, while it carries something', async () => {
    const wan = lab.network('wan', '10.0.9.0/24');
    const c = lab.container('c', host.image, [[wan, '10.0.9.10']]);
    const d = lab.container('d', host.image, [[wan, '10.0.9.11']]);
    await host.applyUntilReady(lab);
    const watched = rates();
    const last = (containerId: string) =>
      watched.lines.at(-1)?.links.find((link) => link.containerId === containerId);
    // Packets without an answer go in one direction only.
    await host.exec(d.id, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/icmp_echo_ignore_all');
    const sending = repeat(c.id, 'ping -c 10 -i 0.05 -s 1000 -W 1 10.0.9.11');
    const bytes = (containerId: string, way: 'toContainer' | 'fromContainer') =>
      last(containerId)?.[way].bytesPerSecond ?? 0;
    // At first a new container also sends what IPv6 wants.
    await watched.until(
      'traffic in one direction',
      () =>
        bytes(c.id, 'fromContainer') > 1_000 &&
        bytes(d.id, 'toContainer') > 1_000 &&
        bytes(d.id, 'fromContainer') < 200 &&
        bytes(c.id, 'toContainer') < 200,
    );
    expect(last(c.id)?.networkId).toBe(wan.id);
    await sending.end();
    await watched.until('silence', () => watched.lines.at(-1)?.links.length === 0);
    await watched.leave();
  });

  it('are refused for a lab that is not there, and end for one without wires', async () => {
    const stranger = new LineClient(session, linkRates, {
      ...request('/rates'),
      'pineapple-lab': 'lab_aaaaaaaaaaaa',
    });
    await stranger.closed;
    expect(stranger.status).toBe(404);
    const lone = host.lab();
    lone.container('lone', host.image);
    await host.applyUntilReady(lone);
    const empty = new LineClient(session, linkRates, {
      ...request('/rates'),
      'pineapple-lab': lone.desired.labId,
    });
    await empty.closed;
    expect([empty.status, empty.lines]).toEqual([200, []]);
  });
});
