import type { ClientHttp2Session } from 'node:http2';
import type { ManifestContainer } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TerminalClient, ask, connectStreams } from './testing/terminal-client.ts';
import type { SampleLab } from './testing/sample-lab.ts';
import { TestHost } from './testing/test-host.ts';

let host: TestHost;
let lab: SampleLab;
let a: ManifestContainer;
let session: ClientHttp2Session;

beforeAll(async () => {
  host = await TestHost.start();
  lab = host.lab();
  a = lab.container('a', host.image);
  await host.applyUntilReady(lab);
  session = connectStreams(host.agent.streamsPath);
});
afterAll(async () => {
  session.destroy();
  await host[Symbol.asyncDispose]();
});

/** Looks at a terminal of a container. */
function look(
  name: string,
  headers: Readonly<Record<string, string>> = {},
  containerId = a.id,
  keep = true,
): TerminalClient {
  const all = { 'pineapple-lab': lab.desired.labId, ...headers };
  return new TerminalClient(session, containerId, all, { name, keep });
}

describe('a terminal', () => {
  it('shows what is typed, and what comes of it', async () => {
    const viewer = look('main');
    await viewer.until('ready', () => viewer.last('ready') !== undefined);
    expect(viewer.last('ready')).toMatchObject({ offset: 0, lost: 0, fresh: true, cols: 80, rows: 24 });
    viewer.type('echo $((6*7)); hostname; echo $TERM\n');
    await viewer.shows('42\r\na\r\nxterm-256color\r\n');
    expect(viewer.output).toContain('a:/# ');
    await viewer.leave();
  });

  it('refuses a lab that the container is not of', async () => {
    const other = look('main', { 'pineapple-lab': 'lab_aaaaaaaaaaaa' });
    await other.closed;
    expect([other.status, JSON.parse(other.refusal)]).toMatchObject([404, { code: 'NOT_FOUND' }]);
    const list = await ask(session, { ':path': '/terminals?lab=nope', 'pineapple-lab': 'nope' });
    expect(list.status).toBe(404);
  });
});

/** Processes of a container that run a program, as the host sees them. */
async function running(containerId: string, pattern: string): Promise<string[]> {
  const { output } = await host.exec(
    containerId,
    'sh',
    '-c',
    `ps -o pid,args | grep '${pattern}' | grep -v grep || true`,
  );
  return output.split('\n').filter((line) => line !== '');
}

/**
 * A line that prints a word once the terminal has that size. Docker is told of a size on another way than what is typed
 * takes: whoever asks right away may be answered with the one before.
 */
function untilSize(size: string, word: string): string {
  return `until [ "$(stty size)" = "${size}" ]; do :; done; echo ${word.slice(0, 2)}''${word.slice(2)}`;
}

/** Ready for what is typed. */
async function ready(client: TerminalClient): Promise<TerminalClient> {
  await client.until('ready', () => client.last('ready') !== undefined);
  return client;
}

describe('viewers', () => {
  it('see the same, have the smallest window of all who type, and get all that is kept when they join late', async () => {
    const one = await ready(look('shared', { 'pineapple-cols': '120', 'pineapple-rows': '40' }));
    one.type("echo fir''st\n");
    await one.shows('first\r\n');
    const two = await ready(look('shared', { 'pineapple-cols': '100', 'pineapple-rows': '50' }));
    await two.shows('first\r\n');
    expect(two.last('ready')).toMatchObject({ fresh: false, lost: 0, cols: 100, rows: 40 });
    await one.until('the size', () => one.last('size')?.viewers === 2);
    expect(one.last('size')).toMatchObject({ cols: 100, rows: 40, viewers: 2 });
    two.type(`${untilSize('40 100', 'wider')}\n`);
    await one.shows('wider\r\n');
    two.resize(90, 20);
    await one.until('the size', () => one.last('size')?.cols === 90);
    two.type(`${untilSize('20 90', 'narrower')}\n`);
    await one.shows('narrower\r\n');

    const third = await ready(look('shared', { 'pineapple-mode': 'view', 'pineapple-cols': '10' }));
    await one.until('three', () => one.last('size')?.viewers === 3);
    expect(one.last('size')).toMatchObject({ cols: 90, rows: 20 });
    await two.leave();
    await one.until('the size', () => one.last('size')?.cols === 120);
    third.type('echo never\n');
    await third.closed;
    expect(third.stream.rstCode).toBe(1);
    const list = await ask(session, {
      ':path': `/terminals?lab=${lab.desired.labId}`,
      'pineapple-lab': lab.desired.labId,
    });
    expect(list.body).toMatchObject({
      terminals: expect.arrayContaining(
        [{ name: 'shared', cols: 120, viewers: 1 }].map((one) => expect.objectContaining(one)),
      ),
    });
    await one.leave();
    expect(one.output).not.toContain('never');
  });

  it('have the smallest window in the end, in whatever order they come, go and change theirs', async () => {
    const open = (name: string, cols: number): Promise<TerminalClient> =>
      ready(look(name, { 'pineapple-cols': String(cols), 'pineapple-rows': '40' }));
    const orders = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ];
    for (const [turn, order] of orders.entries()) {
      const viewers = await Promise.all([150, 120, 90].map((cols) => open(`order-${turn}`, cols)));
      for (let round = 0; round < 5; round += 1) {
        for (const at of order) viewers[at]?.resize(60 + ((round * 37 + at * 11) % 80), 40);
      }
      for (const at of order) viewers[at]?.resize([110, 100, 70][at] ?? 0, 40);
      await viewers[0]?.until('the smallest of three', () => viewers[0]?.last('size')?.cols === 70);
      await viewers[2]?.leave();
      viewers[0]?.type(`${untilSize('40 100', 'settled')}\n`);
      await viewers[0]?.shows('settled\r\n');
      await Promise.all([viewers[0]?.leave(), viewers[1]?.leave()]);
    }
  });

  it('go on at the very byte where they were cut off, in the middle of a flood', async () => {
    const whole = await ready(look('flood'));
    const cut = await ready(look('flood'));
    whole.type("seq 1 60000; echo do''ne\n");
    await cut.until('some of it', () => cut.received > 50_000);
    const seen = cut.received;
    const start = cut.last('ready')?.offset ?? 0;
    await cut.leave();
    const incarnation = whole.last('ready')?.incarnation ?? '';
    const back = await ready(look('flood', { 'pineapple-resume': `${incarnation}:${start + cut.received}` }));
    await Promise.all([whole.shows('done\r\n'), back.shows('done\r\n')]);
    expect(seen).toBeLessThan(whole.received);
    expect(back.last('ready')).toMatchObject({ lost: 0, fresh: false });
    expect(cut.raw() + back.raw()).toBe(whole.raw());
    await Promise.all([whole.leave(), back.leave()]);
  });

  it('that never read block nobody, and are told what they missed', async () => {
    const lazy = await ready(look('uneven'));
    lazy.stream.pause();
    const quick = await ready(look('uneven'));
    quick.type("printf '\\033[?1049h'; head -c 8000000 /dev/zero | tr '\\0' x; echo; echo do''ne\n");
    await quick.shows('done\r\n');
    lazy.stream.resume();
    await lazy.until('skipped', () => lazy.last('skipped') !== undefined);
    await lazy.shows('done\r\n');
    const { lost, offset } = lazy.last('skipped') ?? { lost: 0, offset: 0 };
    expect(lost).toBeGreaterThan(4_000_000);
    expect(offset + 1_200_000).toBeGreaterThan(8_000_000);
    // Whoever comes only now begins with a reset, in the screen that the terminal is in.
    const late = await ready(look('uneven'));
    await late.shows('done\r\n');
    expect(late.raw().startsWith('\u001bc\u001b[?')).toBe(true);
    expect(late.raw().slice(0, 40)).toContain('\u001b[?1049h');
    const { offset: from, lost: missed } = late.last('ready') ?? { offset: 0, lost: -1 };
    expect(missed).toBe(from);
    const end = (quick.last('ready')?.offset ?? 0) + quick.received;
    expect(from + late.received).toBe(end);
    await Promise.all([lazy.leave(), quick.leave(), late.leave()]);
  });

  it('are gone once they leave, even with output on its way to them', async () => {
    const quick = await ready(look('leaving-viewers'));
    const lazy = await ready(look('leaving-viewers'));
    lazy.stream.pause();
    quick.type("head -c 2000000 /dev/zero | tr '\\0' x; echo; echo do''ne\n");
    await quick.shows('done\r\n');
    lazy.stream.close();
    await quick.until('one viewer', () => quick.last('size')?.viewers === 1);
    await quick.leave();
  });
});

describe('viewers in a hurry', () => {
  it('are gone once they leave, whatever is on its way to them', async () => {
    const watcher = await ready(look('hurry'));
    for (let turn = 0; turn < 100; turn += 1) {
      const viewer = await ready(look('hurry'));
      watcher.type('echo x\n');
      await viewer.leave();
    }
    await watcher.until('one viewer', () => watcher.last('size')?.viewers === 1, 5000);
    await watcher.leave();
  });
});

describe('a flood', () => {
  it('leaves memory bounded, other terminals quick, and heeds Ctrl-C at once', async () => {
    const [flood, other] = [await ready(look('yes', {}, a.id, false)), await ready(look('quick'))];
    // Long lines: with short ones the terminal's own work is all that is measured.
    flood.type('yes $(printf %01000d 0)\n');
    await flood.until('a flood', () => flood.received > 10_000_000);
    const memory = await host.agent.memoryBytes();
    await flood.until('more of it', () => flood.received > 400_000_000);
    // Garbage that waits to be collected, and not what was printed.
    expect((await host.agent.memoryBytes()) - memory).toBeLessThan(200_000_000);
    const echoes: number[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      const before = performance.now();
      other.type(`echo t${turn}''t\n`);
      await other.shows(`t${turn}t\r\n`);
      echoes.push(performance.now() - before);
    }
    const typed = performance.now();
    flood.type('\u0003');
    await flood.until('a prompt', () => flood.output.endsWith('# ') || flood.output.includes('\u001b[6n'));
    // 200 ms and a few on a machine of its own; this one may be busy.
    expect(performance.now() - typed).toBeLessThan(1000);
    expect(echoes.sort((x, y) => x - y)[5]).toBeLessThan(300);
    flood.type("echo al''ive\n");
    await flood.shows('alive\r\n');
    await Promise.all([flood.leave(), other.leave()]);
  });
});

describe('a flood beside somebody who types', () => {
  it('is held back to less than they could notice, and no longer than they type', async () => {
    const [flood, other] = [await ready(look('torrent', {}, a.id, false)), await ready(look('typist'))];
    flood.type('yes $(printf %01000d 0)\n');
    await flood.until('a flood', () => flood.received > 10_000_000);
    const type = async (turn: number): Promise<void> => {
      other.type(`echo t${turn}''t\n`);
      await other.shows(`t${turn}t\r\n`);
    };
    // What was on its way already has to come first.
    for (let turn = 0; turn < 20; turn += 1) await type(turn);
    const [received, since] = [flood.received, performance.now()];
    for (let turn = 20; turn < 60 || performance.now() - since < 1000; turn += 1) await type(turn);
    const bytesPerMs = (flood.received - received) / (performance.now() - since);
    expect(bytesPerMs).toBeGreaterThan(0);
    expect(bytesPerMs).toBeLessThan(2_000);
    const slow = flood.received;
    await flood.until('the flood again', () => flood.received > slow + 50_000_000);
    flood.type('\u0003');
    await Promise.all([flood.leave(), other.leave()]);
  });
});

describe('the end of a terminal', () => {
  it('is told with the exit status of the shell', async () => {
    const viewer = await ready(look('leaving'));
    viewer.type('exit 7\n');
    await viewer.closed;
    expect(viewer.last('exit')).toEqual({ type: 'exit', code: 7, reason: 'The shell has ended' });
    const again = await ready(look('leaving'));
    expect(again.last('ready')?.fresh).toBe(true);
    await again.leave();
  });

  it('on request takes with it what runs in it, background and stubborn ones too, and leaves daemons', async () => {
    const viewer = await ready(look('busy'));
    viewer.type(
      "sleep 4001 & trap '' HUP; sh -c \"trap '' HUP TERM; sleep 4002\" & setsid sleep 4003 & sleep 4004\n",
    );
    await expect.poll(() => running(a.id, 'sleep 40'), { timeout: 10_000 }).toHaveLength(4);
    const ended = await ask(session, {
      ':method': 'DELETE',
      ':path': `/terminals/${a.id}/busy`,
      'pineapple-lab': lab.desired.labId,
    });
    expect(ended.status).toBe(204);
    await viewer.closed;
    expect(viewer.last('exit')).toMatchObject({ reason: 'It was ended on request' });
    const left = await running(a.id, 'sleep 40');
    expect(left).toHaveLength(1);
    expect(left[0]).toContain('4003');
    await host.exec(a.id, 'pkill', '-f', 'sleep 4003');
  });

  it('comes with the container', async () => {
    const c = lab.container('c', host.image);
    await host.applyUntilReady(lab);
    const viewer = await ready(look('main', {}, c.id));
    await host.apply(lab.power(c.id, 'off'));
    await viewer.closed;
    expect(viewer.last('exit')).toMatchObject({ reason: 'The container has stopped' });
    const refused = look('main', {}, c.id);
    await refused.closed;
    expect([refused.status, JSON.parse(refused.refusal)]).toMatchObject([409, { code: 'NOT_RUNNING' }]);
    lab.power(c.id, 'on');
    await host.applyUntilReady(lab);
    const next = await ready(look('main', {}, c.id));
    expect(next.last('ready')?.fresh).toBe(true);
    await host.apply(lab.without(c.id));
    await next.closed;
    expect(next.last('exit')?.reason).toMatch(/The container (has stopped|was removed)/);
  });
});
