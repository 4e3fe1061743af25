import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import {
  type Impairment,
  type LinkQuality,
  type ManifestContainer,
  type ManifestNetwork,
  noImpairment,
  perfectLink,
} from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBeside, runHere } from '../../testing/container-namespace.ts';
import { labNamespace } from '../link-names.ts';
import type { SampleLab } from '../../testing/sample-lab.ts';
import { rateBetween } from '../../testing/rate-between.ts';
import { TestHost } from '../../testing/test-host.ts';
import { firstProcess } from '../../testing/witness.ts';

let host: TestHost;
beforeAll(async () => {
  host = await TestHost.start();
});
afterAll(() => host[Symbol.asyncDispose]());

interface Wired {
  readonly lab: SampleLab;
  readonly lan: ManifestNetwork;
  readonly a: ManifestContainer;
  readonly b: ManifestContainer;
}

/** Two containers on a cable, or on a switch with a third. */
async function wired(kind: 'cable' | 'switch'): Promise<Wired> {
  const lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24');
  const a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
  const b = lab.container('b', host.image, [[lan, '10.0.1.11']]);
  if (kind === 'switch') lab.container('c', host.image, [[lan, '10.0.1.12']]);
  await host.applyUntilReady(lab);
  return { lab, lan, a, b };
}

function impaired(change: Partial<Impairment>): Impairment {
  return { ...noImpairment, ...change };
}

/** Changes the quality of a container's only link. */
function setLink({ lab }: Wired, { id }: ManifestContainer, quality: Partial<LinkQuality>): void {
  const present = lab.desired.containers.find((each) => each.id === id)?.interfaces ?? [];
  lab.change(id, {
    interfaces: present.map((link) => ({ ...link, quality: { ...perfectLink, ...quality } })),
  });
}

const packets = 4000;
const sendPackets = `
const socket = require('node:dgram').createSocket('udp4');
let left = ${packets};
const next = () => (left-- > 0 ? socket.send('x', 9, process.argv[1], next) : socket.close());
next();
`;

/** How many datagrams reached a container that nothing in it waits for. */
async function received({ id }: ManifestContainer): Promise<number> {
  const text = await readFile(`/proc/${await firstProcess(host, id)}/net/snmp`, 'utf8');
  const [names, values] = text.split('\n').filter((line) => line.startsWith('Udp:'));
  const at = names?.split(' ').indexOf('NoPorts') ?? -1;
  return Number(values?.split(' ')[at]);
}

/** Sends datagrams to port 9 every millisecond, until its input ends. */
const stream = `
const socket = require('node:dgram').createSocket('udp4');
setInterval(() => { for (let i = 0; i < 4; i++) socket.send('x', 9, process.argv[1]); }, 1);
process.stdin.resume().on('end', () => process.exit());
console.log('ready');
`;

/** Datagrams that go from one container to another, whose address is known, until this is disposed. */
async function streamBetween(from: ManifestContainer, to: ManifestContainer): Promise<Disposable> {
  const pid = await firstProcess(host, from.id);
  const sender = spawn('nsenter', [
    ...[`--net=/proc/${pid}/ns/net`, process.execPath, '-e', stream],
    address(to),
  ]);
  await once(sender.stdout, 'data');
  return { [Symbol.dispose]: () => sender.kill('SIGKILL') };
}

/** The share of datagrams from one container that don't reach another. */
async function lossBetween(from: ManifestContainer, to: ManifestContainer): Promise<number> {
  // With the address resolved, each datagram is one frame.
  await host.exec(from.id, 'ping', '-c', '20', '-i', '0.05', '-W', '1', address(to));
  const before = await received(to);
  await runBeside(host, from.id, process.execPath, '-e', sendPackets, address(to));
  return 1 - ((await received(to)) - before) / packets;
}

function address({ interfaces }: ManifestContainer): string {
  return interfaces[0]?.ipv4Address ?? '';
}

/** Five standard deviations: a correct host misses it once in a million runs. */
function margin(share: number): number {
  return 5 * Math.sqrt((share * (1 - share)) / packets);
}

/** A machine that is too busy to take frames in time loses some more, and is tried again. */
async function expectLoss(
  from: ManifestContainer,
  to: ManifestContainer,
  share: number,
  most = margin(share),
): Promise<void> {
  let loss = await lossBetween(from, to);
  for (let turn = 0; turn < 3 && loss - share > most; turn += 1) loss = await lossBetween(from, to);
  expect(Math.abs(loss - share), `${loss} instead of ${share}`).toBeLessThanOrEqual(most);
}

describe.each(['switch', 'cable'] as const)('on a %s', (kind) => {
  let pair = {} as Wired;
  beforeAll(async () => {
    pair = await wired(kind);
  });

  it('a link loses its share of frames in each direction, live, and after restarts', async () => {
    const { lab, a, b } = pair;
    await expectLoss(a, b, 0);
    setLink(pair, a, { fromContainer: impaired({ lossPercent: 20 }) });
    expect((await host.apply(lab.desired)).steps).toEqual([]);
    await expectLoss(a, b, 0.2);
    await expectLoss(b, a, 0);

    setLink(pair, b, { toContainer: impaired({ lossPercent: 10 }) });
    await host.apply(lab.desired);
    await expectLoss(a, b, 1 - 0.8 * 0.9);
    lab.power(a.id, 'on');
    lab.power(b.id, 'on');
    await host.applyUntilReady(lab);
    await expectLoss(a, b, 1 - 0.8 * 0.9);
    // It is out of reach of root in the container.
    expect(await runBeside(host, a.id, 'tc', 'filter', 'show', 'dev', 'eth0', 'ingress')).toBe('');
    expect(await runBeside(host, a.id, 'tc', 'qdisc', 'show', 'dev', 'eth0')).toMatch(/^qdisc noqueue .*\n$/);

    setLink(pair, a, {});
    setLink(pair, b, {});
    await host.apply(lab.desired);
    await expectLoss(a, b, 0);
  });

  it('a link has its rate in each direction', async () => {
    const { lab, a, b } = pair;
    setLink(pair, a, {
      toContainer: impaired({ rateKbit: 8000 }),
      fromContainer: impaired({ rateKbit: 4000 }),
    });
    await host.apply(lab.desired);
    for (const [from, to, rate] of [
      [a, b, 4000],
      [b, a, 8000],
    ] as const) {
      // A machine that is too busy to send in time is slower, and is tried again.
      let ratio = 0;
      for (let turn = 0; turn < 5 && ratio < 0.8; turn += 1) {
        ratio = (await rateBetween(host, from.id, { to: to.id, address: address(to) })) / rate;
        expect(ratio).toBeLessThanOrEqual(1.05);
      }
      expect(ratio).toBeGreaterThanOrEqual(0.8);
    }
    setLink(pair, a, {});
    await host.apply(lab.desired);
    const namespace = labNamespace(lab.desired.labId);
    expect(await runHere('tc', '-n', namespace, 'qdisc', 'show')).not.toContain('tbf');
    expect(await runHere('ip', '-n', namespace, 'link', 'show', 'type', 'ifb')).toBe('');
  });

  it('a link delays each direction, live, and again when the program that delays ends', async () => {
    const { lab, a, b } = pair;
    /** The shortest of some round trips, in milliseconds: a busy machine makes the others longer. */
    const roundTrip = async (): Promise<number> => {
      const { output } = await host.exec(a.id, 'ping', '-c', '10', '-i', '0.02', '-W', '1', '-q', address(b));
      return Number(/= ([\d.]+)/.exec(output)?.[1] ?? Infinity);
    };
    const expectRoundTrip = async (ms: number) => {
      const found: number[] = [];
      const shortest = async () => {
        found.push(await roundTrip());
        return Math.min(...found);
      };
      await expect.poll(shortest).toBeLessThanOrEqual(ms * 1.05);
      expect(Math.min(...found)).toBeGreaterThanOrEqual(ms);
    };
    setLink(pair, a, {
      toContainer: impaired({ delayMs: 20 }),
      fromContainer: impaired({ delayMs: 30, rateKbit: 100_000 }),
    });
    await host.apply(lab.desired);
    await expectRoundTrip(50);
    setLink(pair, a, {
      toContainer: impaired({ delayMs: 20 }),
      fromContainer: impaired({ delayMs: 60, rateKbit: 100_000 }),
    });
    await host.apply(lab.desired);
    await expectRoundTrip(80);
    const namespace = labNamespace(lab.desired.labId);
    const shapers = await runHere('sh', '-c', 'pgrep -f "shaper-[^ ]* $0\\$" || true', namespace);
    for (const pid of shapers.split('\n').filter(Boolean)) {
      process.kill(Number(pid), 'SIGKILL');
      await expect.poll(roundTrip).toBeLessThan(Infinity);
      await expectRoundTrip(80);
    }
    setLink(pair, a, {});
    await host.apply(lab.desired);
    await expect.poll(roundTrip).toBeLessThan(10);
    expect(await runHere('ip', '-n', namespace, '-br', 'link', 'show')).not.toMatch(/^p[fd]/m);
  });

  it('no frame passes a link between two qualities that both let none through', async () => {
    const { lab, a, b } = pair;
    setLink(pair, a, {});
    await host.apply(lab.desired);
    await host.exec(a.id, 'ping', '-c', '20', '-i', '0.05', '-W', '1', address(b));
    const closed: readonly Partial<Impairment>[] = [
      { lossPercent: 100 },
      { lossPercent: 100, rateKbit: 8000 },
      { dropMatching: 'udp', rateKbit: 9000 },
      { delayMs: 60_000 },
      { delayMs: 60_000, lossPercent: 10, rateKbit: 8000, blackHoleMtu: 1000 },
      { lossStartPercent: 50, lossEndPercent: 50, lossGoodPercent: 100 },
      { dropMatching: 'udp', dropEvery: 2 },
      { lossPercent: 100 },
    ];
    const set = async (change: Partial<Impairment>) => {
      setLink(pair, a, { fromContainer: impaired(change) });
      await host.apply(lab.desired);
    };
    await set({ lossPercent: 100 });
    const before = await received(b);
    using _sender = await streamBetween(a, b);
    for (const change of closed) {
      await set(change);
      expect(await received(b), JSON.stringify(change)).toBe(before);
    }
    await set({});
    await expect.poll(() => received(b)).toBeGreaterThan(before);
  });

  it('a link has good and bad spells, with a loss in each', async () => {
    const { lab, a, b } = pair;
    const spells = { lossStartPercent: 5, lossEndPercent: 20, lossBadPercent: 80, lossGoodPercent: 10 };
    setLink(pair, a, { fromContainer: impaired(spells) });
    await host.apply(lab.desired);
    // A fifth of the frames meet a bad link: 0.2 × 80 % + 0.8 × 10 %.
    const loss = await lossBetween(a, b);
    // Frames of a spell share their fate, so that losses vary three times as much as with independent ones.
    expect(Math.abs(loss - 0.24), `${loss} instead of 0.24`).toBeLessThanOrEqual(3 * margin(0.24));
    setLink(pair, a, {});
    await host.apply(lab.desired);
  });

  it('a link drops every n-th frame, what matches a filter, and large packets', async () => {
    const { lab, a, b } = pair;
    const isPassed = async (bytes: number): Promise<boolean> => {
      const headers = 28;
      const ping = ['ping', '-c', '1', '-W', '1', '-s', String(bytes - headers), address(b)];
      return (await host.exec(a.id, ...ping)).code === 0;
    };
    setLink(pair, a, { fromContainer: impaired({ dropEvery: 4, blackHoleMtu: 1000 }) });
    await host.apply(lab.desired);
    await expectLoss(a, b, 0.25, 0.005);
    setLink(pair, a, { fromContainer: impaired({ dropMatching: 'udp dst port 9', blackHoleMtu: 1000 }) });
    await host.apply(lab.desired);
    expect(await lossBetween(a, b)).toBe(1);
    await expect.poll(() => isPassed(1000)).toBe(true);
    expect(await isPassed(1001)).toBe(false);
    setLink(pair, a, {});
    await host.apply(lab.desired);
    await expectLoss(a, b, 0);
    const tables = await runHere(
      'nsenter',
      `--net=/run/netns/${labNamespace(lab.desired.labId)}`,
      'nft',
      'list',
      'tables',
    );
    expect(tables).not.toMatch(/netdev|bridge pb/);
  });

  it('a link that is down has no carrier, and works at once when it is up again', async () => {
    const { lab, a, b } = pair;
    const carrier = async ({ id }: ManifestContainer): Promise<string> =>
      (await host.exec(id, 'cat', '/sys/class/net/eth0/carrier')).output.trim();
    setLink(pair, a, { up: false });
    await host.apply(lab.desired);
    expect(await carrier(a)).toBe('0');
    expect(await carrier(b)).toBe(kind === 'cable' ? '0' : '1');
    expect(await host.reaches(b.id, address(a), 1)).toBe(false);
    setLink(pair, a, {});
    await host.apply(lab.desired);
    expect([await carrier(a), await carrier(b)]).toEqual(['1', '1']);
    await expect.poll(() => host.reaches(b.id, address(a), 1)).toBe(true);
  });

  it('an outage takes the carrier away, and ends by itself', async () => {
    const { lab, a } = pair;
    const carrier = async (): Promise<string> =>
      (await host.exec(a.id, 'cat', '/sys/class/net/eth0/carrier')).output.trim();
    const hour = 3600;
    /** One that ends so many seconds from now. */
    const outage = (left: number): Partial<LinkQuality> => {
      const since = new Date(Date.now() - (hour - left) * 1000).toISOString();
      return { outage: { downSeconds: hour, upSeconds: null, since } };
    };
    setLink(pair, a, outage(hour));
    await host.apply(lab.desired);
    expect(await carrier()).toBe('0');
    setLink(pair, a, outage(1));
    await host.apply(lab.desired);
    await expect.poll(carrier).toBe('1');
    setLink(pair, a, {});
    await host.apply(lab.desired);
  });
});

async function delayIfPossible(): Promise<Partial<Impairment>> {
  const { limitations } = await host.agent.status();
  return limitations.some((each) => each.includes('netem')) ? {} : { delayMs: 5 };
}

it('is taken over by the next agent, and leaves nothing behind', async () => {
  const pair = await wired('switch');
  const { lab, a, b } = pair;
  await host.exec(a.id, 'ping', '-c', '20', '-i', '0.05', '-W', '1', address(b));
  // The drops that nftables count are taken over too: in bursts, nearly all frames are lost.
  const bursts = impaired({ lossPercent: 99.9, lossBurst: 1000 });
  const bad = impaired({ lossPercent: 100, rateKbit: 64, ...(await delayIfPossible()) });
  setLink(pair, a, { fromContainer: bad, toContainer: bursts });
  await host.apply(lab.desired);
  const before = await received(b);
  using _sender = await streamBetween(a, b);
  await host.agent.end('SIGKILL');
  await host.agent.start();
  await host.apply(lab.desired);
  expect(await received(b)).toBe(before);
  expect(await host.reaches(a.id, address(b), 1)).toBe(false);
  setLink(pair, a, {});
  await host.apply(lab.desired);
  // The kernel repeats a question for an address only after a second.
  await expect.poll(() => host.reaches(a.id, address(b), 1)).toBe(true);
});

it('keeps its delay while no agent runs', async () => {
  const pair = await wired('cable');
  const { lab, a, b } = pair;
  const roundTrip = async (): Promise<number> => {
    const { output } = await host.exec(a.id, 'ping', '-c', '5', '-i', '0.05', '-W', '1', '-q', address(b));
    return Number(/= ([\d.]+)/.exec(output)?.[1] ?? Infinity);
  };
  setLink(pair, a, { fromContainer: impaired({ delayMs: 50 }) });
  await host.apply(lab.desired);
  await host.agent.end('SIGKILL');
  const found = await roundTrip();
  await host.agent.start();
  expect(found).toBeGreaterThanOrEqual(50);
  expect(found).toBeLessThan(1000);
  await host.apply(lab.desired);
  await expect.poll(roundTrip).toBeLessThan(1000);
  expect(await roundTrip()).toBeGreaterThanOrEqual(50);
});

it('refuses a container whose links the kernel can’t give, and says what it lacks', async () => {
  const { limitations } = await host.agent.status();
  const lacksNetem = limitations.some((each) => each.includes('netem'));
  const lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24');
  const a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
  const pair = { lab, lan, a, b: a };
  setLink(pair, a, { toContainer: impaired({ delayMs: 10 }) });
  if (!lacksNetem) return host.applyUntilReady(lab);
  await host.apply(lab.desired);
  await host.events.until('FAILED', () => host.events.container(a.id)?.phase === 'FAILED');
  expect(host.events.container(a.id)?.reason).toContain('its kernel lacks netem (CONFIG_NET_SCH_NETEM)');
  setLink(pair, a, {});
  return host.applyUntilReady(lab);
});
