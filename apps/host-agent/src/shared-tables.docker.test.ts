import type { ManifestContainer } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackerImage } from './testing/attacker-image.ts';
import { TestHost } from './testing/test-host.ts';

let host: TestHost;
let attacker: ManifestContainer;
let victim: ManifestContainer;
/** On the victim's network. */
let peer: ManifestContainer;

beforeAll(async () => {
  host = await TestHost.start();
  const image = await attackerImage(host);
  [attacker] = await pair(image);
  [victim, peer] = await pair(image);
});
afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

/** Two containers in a lab of their own. */
async function pair(image: string): Promise<[ManifestContainer, ManifestContainer]> {
  const lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24');
  const one = lab.container('one', image, [[lan, '10.0.1.10']]);
  const other = lab.container('other', image, [[lan, '10.0.1.11']]);
  await host.applyUntilReady(lab);
  return [one, other];
}

/** Runs an attack in several processes, because one may not open enough files. They hold what they took until released. */
async function hold(count: number, words: string): Promise<string> {
  const command = `
    rm -f /tmp/out; i=0
    while [ $i -lt ${count} ]; do setsid attacks ${words} 600 < /dev/null >> /tmp/out 2>&1 & i=$((i+1)); done
    until [ "$(wc -l < /tmp/out)" -ge ${count} ]; do usleep 50000; done
    cat /tmp/out`;
  return (await host.exec(attacker.id, 'sh', '-c', command)).output;
}
/** Each command needs a terminal too, and the one of the command before is freed a moment after it ended. */
async function release(): Promise<void> {
  const end = (): Promise<{ code: number | null }> => host.exec(attacker.id, 'killall', 'attacks');
  await expect.poll(end).toMatchObject({ code: 0 });
}
/** The sum of what the processes of an attack took. */
function total(output: string): number {
  return output.split('\n').reduce((sum, line) => sum + Number(/: (\d+)/.exec(line)?.[1] ?? 0), 0);
}
async function inVictim(words: string): Promise<string> {
  return (await host.exec(victim.id, 'attacks', ...words.split(' '))).output;
}

describe('a table that all containers of a host share', () => {
  /** One container opened 3,070 pseudo-terminals, and no other one got a terminal. */
  it('still has terminals for others when one container opens as many as it can', async () => {
    const taken = total(await hold(8, 'terminals 900'));
    expect(await inVictim('terminals 16')).toBe('terminals: 16');
    expect(taken).toBeLessThanOrEqual(512);
    await release();
    const own = async (): Promise<string> => (await host.exec(attacker.id, 'tty')).output;
    await expect.poll(own).toMatch(/^\/dev\/pts\/\d+$/);
  });

  /** One container made 126 inotify instances, and `tail -f` failed in all others. */
  it('still has inotify instances for others', async () => {
    const taken = total(await hold(4, 'inotify 900'));
    expect(await inVictim('inotify 16')).toBe('inotify: 16');
    expect(taken).toBeLessThanOrEqual(128);
    await release();
  });

  /** 1,025 ARP entries of one container filled the table of the host, and pings in other labs failed. */
  it('still has ARP entries for others', async () => {
    await host.exec(attacker.id, 'sh', '-c', 'ip addr add 10.200.0.1/16 dev eth0; attacks neighbours 4000');
    expect(await host.reaches(victim.id, '10.0.1.11')).toBe(true);
  });

  it('still has NDP entries for others', async () => {
    await host.exec(attacker.id, 'sh', '-c', 'ip addr add fd00:200::1/64 dev eth0; attacks neighbours6 4000');
    for (const [{ id }, address] of [[victim, 'fd00::1'] as const, [peer, 'fd00::2'] as const])
      await host.exec(id, 'ip', 'addr', 'add', `${address}/64`, 'dev', 'eth0');
    expect(await host.exec(victim.id, 'ping', '-6', '-c', '1', '-W', '10', 'fd00::2')).toMatchObject({
      code: 0,
    });
  });
});
