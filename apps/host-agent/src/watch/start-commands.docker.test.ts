import { differingSettings, emptyConfig, type ManifestContainer, settingDigests } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { containerName, labels } from '../docker/docker-names.ts';
import type { SampleLab } from '../testing/sample-lab.ts';
import { TestHost } from '../testing/test-host.ts';

let host: TestHost;
beforeAll(async () => {
  host = await TestHost.start();
});
afterAll(() => host[Symbol.asyncDispose]());

const note = (words: string): string => `sh -c 'echo ${words} >> /log'`;
const log = async (id: string): Promise<string[]> =>
  (await host.exec(id, 'cat', '/log')).output.split(/\r?\n/);

/** A lab of one container. Its program ends as soon as it is told to. */
function labOf(change: Partial<ManifestContainer>): { readonly lab: SampleLab; readonly id: string } {
  const lab = host.lab();
  const { id } = lab.container('node', host.image, [[lab.network('lan', '10.0.1.0/24'), '10.0.1.10']]);
  const command = ['sh', '-c', 'trap "exit 0" TERM; echo "$GREETING" > /greeting; sleep 1000 & wait'];
  lab.change(id, { command, ...change });
  return { lab, id };
}

const failed = async (id: string): Promise<string | null | undefined> => {
  await host.events.until('FAILED', () => host.events.phase(id) === 'FAILED');
  return host.events.container(id)?.reason;
};

it('starts the program with the environment and the command of its container', async () => {
  const greeting = 'Grüße\t"$HOME" \\n';
  const { lab, id } = labOf({ env: [{ name: 'GREETING', value: greeting }] });
  await host.applyUntilReady(lab);
  // As bytes, because the output of a terminal is not what was written.
  const { output } = await host.exec(id, 'sh', '-c', 'base64 /greeting; echo "$GREETING" | base64');
  const lines = output.split(/\s+/).map((line) => Buffer.from(line, 'base64').toString('utf8'));
  expect(lines).toEqual([`${greeting}\n`, `${greeting}\n`]);
  expect((await host.apply(lab.desired)).steps).toEqual([]);
});

it('takes changed settings at its next start, in a new Docker container with what the earlier one held', async () => {
  const trap = (word: string) => [
    'sh',
    '-c',
    `trap "exit 0" TERM; echo ${word} >> /programs; sleep 1000 & wait`,
  ];
  const variable = (name: string, value: string) => ({ name, value });
  const { lab, id } = labOf({
    command: trap('first'),
    env: [variable('GREETING', 'one'), variable('GONE', 'x'), variable('PATH', '/bin')],
    exec: [note('one')],
  });
  await host.applyUntilReady(lab);
  const shown = async () => (await host.exec(id, 'sh', '-c', 'echo "$GREETING,${GONE-unset},$PATH"')).output;
  await host.exec(id, 'sh', '-c', 'echo kept > /notes; rm /bin/wget');
  const [key, before] = [await host.keyOf(id), await shown()];
  expect(before).toBe('one,x,/bin');

  lab.change(id, {
    command: trap('second'),
    env: [variable('GREETING', 'two')],
    exec: [note('two'), note('three')],
  });
  expect((await host.apply(lab.desired)).steps).toEqual([]);
  // Nor does the next agent run commands that this start does not have.
  await host.agent.end('SIGKILL');
  await host.agent.start();
  await host.applyUntilReady(lab);
  expect([await host.keyOf(id), await shown(), await log(id)]).toEqual([key, before, ['one']]);
  const started = settingDigests(lab.desired.containers[0] ?? emptyConfig);
  const waiting = () => differingSettings(host.events.container(id)?.settings ?? {}, started);
  expect(waiting()).toEqual(['env', 'command', 'exec']);

  lab.power(id, 'on');
  await host.applyUntilReady(lab);
  expect(waiting()).toEqual([]);
  expect(await log(id)).toEqual(['one', 'two', 'three']);
  expect(await shown()).toMatch(/^two,unset,(?!\/bin$)/);
  const held = await host.exec(id, 'sh', '-c', 'cat /notes /programs; ls /bin/wget');
  expect(held.output.split(/\r?\n/).slice(0, 3)).toEqual(['kept', 'first', 'second']);
  expect(held.code).not.toBe(0);

  // One that has nothing to change is started as it is.
  const renewed = await host.keyOf(id);
  lab.power(id, 'on');
  await host.applyUntilReady(lab);
  expect([renewed === key, await host.keyOf(id)]).toEqual([false, renewed]);

  lab.change(id, { env: [], exec: [], user: '1000:1000', workingDir: '/srv/app' });
  lab.power(id, 'on');
  await host.applyUntilReady(lab);
  expect(await shown()).toMatch(/^,unset,/);
  const { output } = await host.exec(id, 'sh', '-c', 'cat /notes; id -u; pwd');
  expect(output.split(/\r?\n/)).toEqual(['kept', '1000', '/srv/app']);
  const left = await host.docker.listContainers({ labels: [`${labels.container}=${id}`] });
  expect(left.map(({ Id }) => Id)).toEqual([await host.keyOf(id)]);
  await host.apply(lab.removed());
  const filters = JSON.stringify({ reference: [`pineapple/kept:${id}`] });
  expect(await host.docker.transport.call('GET', '/images/json', { filters })).toEqual([]);
});

describe('the commands of a container', () => {
  it('run in order at every start, when its addresses are there, and before it is READY', async () => {
    const exec = [
      `sh -c "ip -4 address show eth0 | grep -o '10.0.1.10/24' >> /log"`,
      // It lives on, as a daemon would.
      `sh -c 'sleep 4321 >/dev/null 2>&1 &'`,
      `sh -c 'sleep 0.5; hostname >> /log'`,
    ];
    const { lab, id } = labOf({ exec });
    await host.applyUntilReady(lab);
    const once = ['10.0.1.10/24', 'node'];
    expect(await log(id)).toEqual(once);
    expect((await host.exec(id, 'ps', '-o', 'args')).output).toContain('sleep 4321');

    lab.power(id, 'on');
    await host.applyUntilReady(lab);
    expect(await log(id)).toEqual([...once, ...once]);

    host.events.forget(id);
    await host.docker.transport.call('POST', `/containers/${containerName(id)}/restart`, { t: '0' });
    await host.events.until('READY', () => host.events.phase(id) === 'READY');
    expect(await log(id)).toEqual([...once, ...once, ...once]);
  });

  it('run as root, also where the program does not', async () => {
    const reference = await host.makeImage({
      reference: `${host.hostId}/user:1`,
      changes: ['USER 1000', 'CMD ["sleep","infinity"]'],
    });
    const lab = host.lab();
    const { id } = lab.container('node', reference);
    lab.change(id, { exec: [`sh -c 'id -u > /log'`] });
    await host.applyUntilReady(lab);
    expect(await log(id)).toEqual(['0']);
  });

  it('run before a health check has passed, which does not make their container READY before the last', async () => {
    const reference = await host.makeImage({
      reference: `${host.hostId}/health:1`,
      changes: ['CMD ["sleep","infinity"]', 'HEALTHCHECK --interval=100ms CMD test -e /first'],
    });
    const lab = host.lab();
    const { id } = lab.container('node', reference);
    lab.change(id, { exec: ['touch /first', `sh -c 'sleep 1; echo last > /log'`] });
    await host.applyUntilReady(lab);
    expect(await log(id)).toEqual(['last']);
  });

  it('run once for a start, whenever the agent is killed', async () => {
    const { lab, id } = labOf({ exec: [note('one'), `sh -c 'echo two >> /log; sleep 2'`, note('three')] });
    await host.apply(lab.desired);
    await expect.poll(() => log(id)).toEqual(['one', 'two']);
    for (const moment of ['during the second', 'after the last']) {
      await host.agent.end('SIGKILL');
      host.events.forget(id);
      await host.agent.start();
      await host.applyUntilReady(lab);
      expect(await log(id), moment).toEqual(['one', 'two', 'three']);
    }
  });

  it('fail their container, with the reason, and the rest do not run', async () => {
    const wrong = String.raw`sh -c 'printf "no \033[1mway\n" >&2; exit 3'`;
    const { lab, id } = labOf({ exec: [note('one'), wrong, note('three')] });
    await host.apply(lab.desired);
    const reason = `The command '${wrong}' exited with status 3: no way`;
    expect(await failed(id)).toBe(reason);
    expect(await log(id)).toEqual(['one']);

    await host.agent.end('SIGKILL');
    host.events.forget(id);
    await host.agent.start();
    expect(await failed(id)).toBe(reason);
    expect(await log(id)).toEqual(['one']);
  });

  it('fail their container if there is no such program', async () => {
    const { lab, id } = labOf({ exec: ['nowhere --help'] });
    await host.apply(lab.desired);
    expect(await failed(id)).toMatch(/^The command 'nowhere --help' exited with status 12[67]: .*not found/);
  });

  it('do not fail their container when it stops before they end', async () => {
    const { lab, id } = labOf({ exec: [note('one'), 'sleep 1000'] });
    await host.apply(lab.desired);
    await expect.poll(() => log(id)).toEqual(['one']);
    const running = async (): Promise<string> => (await host.exec(id, 'ps', '-o', 'args')).output;
    await expect.poll(running).toMatch(/^sleep 1000\s[^]*^sleep 1000\s/m);
    await host.apply(lab.power(id, 'off'));
    expect(host.events.container(id)).toMatchObject({ phase: 'STOPPED', reason: null });
    const phases = host.events.container(id)?.phases.map(({ phase }) => phase);
    expect(phases).toEqual(['STOPPING', 'STOPPED']);
  });
});
