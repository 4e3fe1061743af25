import type { ClientHttp2Session } from 'node:http2';
import type { ManifestContainer } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProgramOutput } from '@pineapple/host-link/terminal';
import { AgentTerminal, ask, connectStreams } from '@pineapple/test-kit/terminals';
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

/** Opens a terminal of a container. */
function view(
  name: string,
  headers: Readonly<Record<string, string>> = {},
  containerId = a.id,
  keep = true,
): AgentTerminal {
  const all = { 'pineapple-lab': lab.desired.labId, ...headers };
  return new AgentTerminal(session, containerId, all, { name, keep });
}

describe('a terminal', () => {
  it('shows input and output', async () => {
    const viewer = view('main');
    await viewer.until('ready', () => viewer.last('ready') !== undefined);
    expect(viewer.last('ready')).toMatchObject({ lost: 0, fresh: true, cols: 80, rows: 24 });
    viewer.type('echo $((6*7)); hostname; echo $TERM\n');
    await viewer.shows('42\r\na\r\nxterm-256color\r\n');
    expect(viewer.output).toContain('a:/# ');
    await viewer.leave();
  });

  it('refuses a lab that the container does not belong to', async () => {
    const other = view('main', { 'pineapple-lab': 'lab_aaaaaaaaaaaa' });
    await other.closed;
    expect([other.status, JSON.parse(other.refusal)]).toMatchObject([404, { code: 'NOT_FOUND' }]);
    const list = await ask(session, { ':path': '/terminals?lab=nope', 'pineapple-lab': 'nope' });
    expect(list.status).toBe(404);
  });
});

/** Processes of a container that match a pattern. */
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
 * A command that prints a word once the terminal has this size. Docker gets sizes and input on different connections,
 * so a command may still see the previous size.
 */
function untilSize(size: string, word: string): string {
  return `until [ "$(stty size)" = "${size}" ]; do :; done; echo ${word.slice(0, 2)}''${word.slice(2)}`;
}

/** Waits until a viewer can type. */
async function ready(client: AgentTerminal): Promise<AgentTerminal> {
  await client.until('ready', () => client.last('ready') !== undefined);
  return client;
}

describe('viewers', () => {
  it('see the same output, share the smallest window, and get all kept output when they join late', async () => {
    const one = await ready(view('shared', { 'pineapple-cols': '120', 'pineapple-rows': '40' }));
    one.type("echo fir''st\n");
    await one.shows('first\r\n');
    const two = await ready(view('shared', { 'pineapple-cols': '100', 'pineapple-rows': '50' }));
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

    const third = await ready(view('shared', { 'pineapple-mode': 'view', 'pineapple-cols': '10' }));
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

  it('end up with the smallest window, in whatever order they join, leave and resize', async () => {
    const open = (name: string, cols: number): Promise<AgentTerminal> =>
      ready(view(name, { 'pineapple-cols': String(cols), 'pineapple-rows': '40' }));
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

  it('resume at the exact byte after a disconnect, during heavy output', async () => {
    const whole = await ready(view('flood'));
    const cut = await ready(view('flood'));
    whole.type("seq 1 60000; echo do''ne\n");
    await cut.until('some of it', () => cut.received > 50_000);
    const seen = cut.received;
    const start = cut.last('ready')?.offset ?? 0;
    await cut.leave();
    const incarnation = whole.last('ready')?.incarnation ?? '';
    const back = await ready(view('flood', { 'pineapple-resume': `${incarnation}:${start + cut.received}` }));
    await Promise.all([whole.shows('done\r\n'), back.shows('done\r\n')]);
    expect(seen).toBeLessThan(whole.received);
    expect(back.last('ready')).toMatchObject({ lost: 0, fresh: false });
    const numbers = (raw: string): string => raw.slice(raw.indexOf('\n1\r\n'));
    expect(numbers(cut.raw() + back.raw())).toBe(numbers(whole.raw()));
    await Promise.all([whole.leave(), back.leave()]);
  });

  it('that do not read block no one, and learn what they missed', async () => {
    const lazy = await ready(view('uneven'));
    lazy.stream.pause();
    const quick = await ready(view('uneven'));
    quick.type("printf '\\033[?1049h'; head -c 8000000 /dev/zero | tr '\\0' x; echo; echo do''ne\n");
    await quick.shows('done\r\n');
    lazy.stream.resume();
    await lazy.until('skipped', () => lazy.last('skipped') !== undefined);
    await lazy.shows('done\r\n');
    const { lost, offset } = lazy.last('skipped') ?? { lost: 0, offset: 0 };
    expect(lost).toBeGreaterThan(4_000_000);
    const start = quick.last('ready')?.offset ?? 0;
    expect(offset - start + 1_200_000).toBeGreaterThan(8_000_000);
    // A viewer that joins late gets a reset and what the terminal shows.
    const late = await ready(view('uneven'));
    await late.shows('done\r\n');
    expect(late.raw().startsWith('\u001bc')).toBe(true);
    expect(late.raw()).toContain('\u001b[?47h');
    expect(late.received).toBeLessThan(20_000);
    const { offset: from, lost: missed } = late.last('ready') ?? { offset: 0, lost: -1 };
    expect(missed).toBe(0);
    await expect.poll(() => from + late.received).toBe(start + quick.received);
    await Promise.all([lazy.leave(), quick.leave(), late.leave()]);
  });

  it('type nothing by looking: a screen has no query in it, and one viewer answers those of the output', async () => {
    const [one, two] = [await ready(view('queried')), await ready(view('queried'))];
    one.type("printf '\\033[6n\\033[c'; cat -v > /tmp/typed; echo do''ne\n");
    await Promise.all(
      [one, two].map((viewer) => viewer.until('the query', () => viewer.raw().includes('\u001b[c'))),
    );
    const late = await ready(view('queried'));
    await late.shows('cat -v');
    expect(late.raw()).not.toContain('\u001b[6n');
    expect(late.raw()).not.toContain('\u001b[c');
    two.type('\u001b[2;2R\u001b[?1;2c');
    late.type('\u001b[3;3R');
    one.type('\u001b[1;1R');
    await one.shows('^[[1;1R');
    two.type('x');
    await one.shows('^[[1;1Rx');
    one.type('\u001b[5;5R');
    two.type('\u001b[4;4R');
    await Promise.all([one.shows('x^[[4;4R'), late.leave()]);
    two.type('\n\u0004');
    await one.shows('done\r\n');
    expect((await host.exec(a.id, 'cat', '/tmp/typed')).output.trim()).toBe('^[[1;1Rx^[[4;4R');
    await Promise.all([one.leave(), two.leave()]);
  });

  it('are gone once they leave, even with output in flight', async () => {
    const quick = await ready(view('leaving-viewers'));
    const lazy = await ready(view('leaving-viewers'));
    lazy.stream.pause();
    quick.type("head -c 2000000 /dev/zero | tr '\\0' x; echo; echo do''ne\n");
    await quick.shows('done\r\n');
    lazy.stream.close();
    await quick.until('one viewer', () => quick.last('size')?.viewers === 1);
    await quick.leave();
  });
});

describe('viewers that leave at once', () => {
  it('are gone once they leave, whatever is in flight', async () => {
    const watcher = await ready(view('hurry'));
    for (let turn = 0; turn < 100; turn += 1) {
      const viewer = await ready(view('hurry'));
      watcher.type('echo x\n');
      await viewer.leave();
    }
    await watcher.until('one viewer', () => watcher.last('size')?.viewers === 1);
    await watcher.leave();
  });
});

describe('heavy output', () => {
  it('keeps memory bounded and other terminals responsive, and stops on Ctrl-C at once', async () => {
    const [flood, other] = [await ready(view('yes', {}, a.id, false)), await ready(view('quick'))];
    // Long lines, because with short ones the kernel's terminal limits the rate.
    flood.type('yes $(printf %01000d 0)\n');
    await flood.until('a flood', () => flood.received > 10_000_000);
    const memory = await host.agent.memoryBytes();
    await flood.until('more of it', () => flood.received > 400_000_000);
    // Allows for garbage that is not collected yet, but not for the output.
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
    // About 200 ms on an idle machine; this one may be busy.
    expect(performance.now() - typed).toBeLessThan(1000);
    expect(echoes.sort((x, y) => x - y)[5]).toBeLessThan(300);
    flood.type("echo al''ive\n");
    await flood.shows('alive\r\n');
    await Promise.all([flood.leave(), other.leave()]);
  });
});

describe('heavy output while someone types elsewhere', () => {
  it('is slowed down as long as they type, and no longer', async () => {
    const [flood, other] = [await ready(view('torrent', {}, a.id, false)), await ready(view('typist'))];
    flood.type('yes $(printf %01000d 0)\n');
    await flood.until('a flood', () => flood.received > 10_000_000);
    const type = async (turn: number): Promise<void> => {
      other.type(`echo t${turn}''t\n`);
      await other.shows(`t${turn}t\r\n`);
    };
    // Output that was in flight already comes first.
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

/** What a shell without a pseudo-terminal has printed to one of its outputs. */
function printed(shell: Pick<AgentTerminal, 'raw'>, to: 'stdout' | 'stderr'): string {
  const pieces = new ProgramOutput().read(Buffer.from(shell.raw(), 'latin1'));
  return Buffer.concat(pieces.filter((piece) => piece.to === to).map(({ bytes }) => bytes)).toString();
}

describe('a shell without a pseudo-terminal', () => {
  const run = (name: string): AgentTerminal => view(name, { 'pineapple-tty': 'no' });

  it('runs its input to the end, every time, and reports its own exit code', async () => {
    for (let turn = 0; turn < 25; turn += 1) {
      const shell = await ready(run(`run-${turn}`));
      // The input ends while a command runs.
      shell.type(`cat /etc/hostname; sleep 0.0${turn % 5}; tty; echo wrong >&2; exit ${turn}\n`);
      shell.endInput();
      await shell.closed;
      expect(shell.last('exit')).toEqual({
        ...{ type: 'exit', code: turn, reason: 'The shell has ended', by: 'shell' },
      });
      expect([printed(shell, 'stdout'), printed(shell, 'stderr')]).toEqual(['a\nnot a tty\n', 'wrong\n']);
    }
  });

  it('reads more input than any buffer holds, and prints what is not text', async () => {
    const shell = await ready(run('much'));
    shell.type('exec wc -c\n');
    for (let piece = 0; piece < 100; piece += 1) shell.type('x'.repeat(30_000));
    shell.endInput();
    await shell.closed;
    // The shell may have read ahead of its first line.
    expect(printed(shell, 'stdout')).toMatch(/^[23]\d{6}\n$/);
    expect(shell.last('exit')).toMatchObject({ code: 0 });
  });

  it('is for one viewer only, is not listed, and ends soon after its viewer left', async () => {
    const shell = await ready(run('alone'));
    const other = run('alone');
    await other.closed;
    expect([other.status, JSON.parse(other.refusal)]).toMatchObject([429, { code: 'LIMIT' }]);
    const path = `/terminals?lab=${lab.desired.labId}`;
    const { body } = await ask(session, { ':path': path, 'pineapple-lab': lab.desired.labId });
    expect(JSON.stringify(body)).not.toContain('alone');
    shell.type('sleep 4009\n');
    await expect.poll(() => running(a.id, 'sleep 4009')).toHaveLength(1);
    await shell.leave();
    await expect.poll(() => running(a.id, 'sleep 4009')).toHaveLength(0);
  });
});

describe('the end of a terminal', () => {
  it('is reported with the exit status of the shell', async () => {
    const viewer = await ready(view('leaving'));
    viewer.type('exit 7\n');
    await viewer.closed;
    expect(viewer.last('exit')).toEqual({
      ...{ type: 'exit', code: 7, reason: 'The shell has ended', by: 'shell' },
    });
    const again = await ready(view('leaving'));
    expect(again.last('ready')?.fresh).toBe(true);
    await again.leave();
  });

  it('on request ends all its processes, also in the background and without regard to SIGHUP, but not daemons', async () => {
    const viewer = await ready(view('busy'));
    viewer.type(
      "sleep 4001 & trap '' HUP; sh -c \"trap '' HUP TERM; sleep 4002\" & setsid sleep 4003 & sleep 4004\n",
    );
    await expect.poll(() => running(a.id, 'sleep 40')).toHaveLength(4);
    const ended = await ask(session, {
      ':method': 'DELETE',
      ':path': `/terminals/${a.id}/busy`,
      'pineapple-lab': lab.desired.labId,
    });
    expect(ended.status).toBe(204);
    await viewer.closed;
    expect(viewer.last('exit')).toMatchObject({ reason: 'Closed on request', by: 'request' });
    await expect.poll(() => running(a.id, 'sleep 40')).toEqual([expect.stringContaining('4003')]);
    await host.exec(a.id, 'pkill', '-f', 'sleep 4003');
  });

  it('follows when the container stops or is removed', async () => {
    const c = lab.container('c', host.image);
    await host.applyUntilReady(lab);
    const viewer = await ready(view('main', {}, c.id));
    await host.apply(lab.power(c.id, 'off'));
    await viewer.closed;
    expect(viewer.last('exit')).toMatchObject({ reason: 'The container has stopped', by: 'container' });
    const refused = view('main', {}, c.id);
    await refused.closed;
    expect([refused.status, JSON.parse(refused.refusal)]).toMatchObject([409, { code: 'NOT_RUNNING' }]);
    lab.power(c.id, 'on');
    await host.applyUntilReady(lab);
    const next = await ready(view('main', {}, c.id));
    expect(next.last('ready')?.fresh).toBe(true);
    await host.apply(lab.without(c.id));
    await next.closed;
    expect(next.last('exit')?.reason).toMatch(/The container (has stopped|was removed)/);
  });
});
