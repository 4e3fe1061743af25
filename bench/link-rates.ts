import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { newContainerId, newLabId, newNetworkId } from '@pineapple/core';
import { labNamespace, RateHub, wireName } from '@pineapple/host-agent/parts';
import { pino } from 'pino';
import type { Benchmark } from './src/measurement.ts';

const links = 50;
const seconds = 20;
/** A hundredth of a core is 10 ms of each second. */
const goalPercent = 2;

/**
 * Measures what the rates of 50 links cost a host's agent while each of them carries frames: the readings, the differences and
 * the lines that it sends. Needs root for a namespace of its own, and no Docker.
 */
export const linkRates: Benchmark = async (note) => {
  const random = (size: number): Uint8Array => randomBytes(size);
  const labId = newLabId(random);
  const networkId = newNetworkId(labId, random);
  const namespace = labNamespace(labId);
  const ip = (lines: readonly string[]): void =>
    void execFileSync('ip', ['-n', namespace, '-batch', '-'], { input: `${lines.join('\n')}\n` });
  execFileSync('ip', ['netns', 'add', namespace]);
  try {
    const names = Array.from({ length: links }, () => wireName(newContainerId(labId, random), networkId));
    ip([
      ...['link add br0 type bridge', 'link set br0 up', 'address add 10.0.0.1/24 dev br0'],
      ...names.flatMap((name, index) => [
        `link add ${name} type veth peer name end${index}`,
        `link set ${name} master br0 up`,
        `link set end${index} up`,
      ]),
    ]);
    // A bridge sends what is for all to each of its ports.
    const words = ['netns', 'exec', namespace, 'socat', '-u', 'STDIN', 'UDP-DATAGRAM:10.0.0.255:9,broadcast'];
    const frames = spawn('ip', words, { stdio: ['pipe', 'ignore', 'ignore'] });
    const sending = setInterval(() => frames.stdin.write('frame'), 200);
    let told = 0;
    let bytes = 0;
    const stop = new RateHub(pino({ enabled: false })).watch(labId, {
      onRates: (rates) => {
        bytes += JSON.stringify(rates).length;
        if (rates.links.length === links) told += 1;
      },
      onEnd: () => undefined,
    });
    await delay(2_000);
    told = 0;
    const before = process.cpuUsage();
    await delay(seconds * 1_000);
    const used = process.cpuUsage(before);
    stop();
    clearInterval(sending);
    frames.kill();
    await once(frames, 'exit');
    if (told < seconds - 2) throw new Error(`Only ${told} samples in ${seconds} s had all ${links} links.`);
    const percent = (used.user + used.system) / 10_000 / seconds;
    note(
      `${told} samples of ${links} links, ${Math.round(bytes / told)} bytes each: ${percent.toFixed(2)} % of a core`,
    );
    return [
      {
        what: `rates of ${links} links, in the host's agent`,
        unit: '% of a core',
        value: percent,
        floor: null,
        goal: { kind: 'absolute', most: goalPercent },
      },
    ];
  } finally {
    execFileSync('ip', ['netns', 'delete', namespace]);
  }
};
