import { hash, randomBytes } from 'node:crypto';
import { differingSettings, emptyConfig, type ManifestContainer, settingDigests } from '@pineapple/core';
import { startTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { containerName, labels } from '../docker/docker-names.ts';
import type { SampleLab } from '../testing/sample-lab.ts';
import { TestHost } from '../testing/test-host.ts';

let aws: TestAws;
let host: TestHost;
beforeAll(async () => {
  aws = await startTestAws();
  host = await TestHost.start({
    env: { AWS_ENDPOINT_URL_S3: aws.settings.endpoint, PINEAPPLE_FILES_BUCKET: 'files' },
  });
});
afterAll(async () => {
  await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

const note = (words: string): string => `sh -c 'echo ${words} >> /log'`;
const log = async (id: string): Promise<string[]> =>
  (await host.exec(id, 'cat', '/log')).output.split(/\r?\n/);

const program = 'trap "exit 0" TERM; echo "$GREETING" > /greeting; sleep 1000 & wait';

/** A lab of one container. Its program ends as soon as it is told to. */
function labOf(change: Partial<ManifestContainer>): { readonly lab: SampleLab; readonly id: string } {
  const lab = host.lab();
  const { id } = lab.container('node', host.image, [[lab.network('lan', '10.0.1.0/24'), '10.0.1.10']]);
  lab.change(id, { command: ['sh', '-c', program], ...change });
  return { lab, id };
}

const failed = async (id: string): Promise<string | null | undefined> => {
  await host.events.until('FAILED', () => host.events.phase(id) === 'FAILED');
  return host.events.container(id)?.reason;
};

it('starts the program with the environment, the entrypoint and the command of its container', async () => {
  const greeting = 'Grüße\t"$HOME" \\n';
  const { lab, id } = labOf({
    env: [{ name: 'GREETING', value: greeting }],
    entrypoint: ['sh'],
    command: ['-c', program],
  });
  await host.applyUntilReady(lab);
  // As bytes, because the output of a terminal is not what was written.
  const { output } = await host.exec(id, 'sh', '-c', 'base64 /greeting; echo "$GREETING" | base64');
  const lines = output.split(/\s+/).map((line) => Buffer.from(line, 'base64').toString('utf8'));
  expect(lines).toEqual([`${greeting}\n`, `${greeting}\n`]);
  expect((await host.apply(lab.desired)).steps).toEqual([]);
});

it('gets a binary file byte by byte, and says which one is gone', async () => {
  const files = await aws.openFiles();
  const content = randomBytes(300_000);
  const stored = { sha256: hash('sha256', content), bytes: content.length };
  const program = { path: '/usr/local/bin/blob', content: '', mode: 0o750, stored };
  const { lab, id } = labOf({ files: [program] });
  await files.put(lab.desired.labId, stored.sha256, content);
  await host.applyUntilReady(lab);
  const { output } = await host.exec(
    id,
    'sh',
    '-c',
    'sha256sum /usr/local/bin/blob; ls -l /usr/local/bin/blob',
  );
  expect(output).toContain(stored.sha256);
  expect(output).toMatch(/-rwxr-x---.*300000/);
  expect((await host.apply(lab.desired)).steps).toEqual([]);

  const gone = labOf({ files: [{ ...program, stored: { ...stored, sha256: '0'.repeat(64) } }] });
  await host.apply(gone.lab.desired);
  expect(await failed(gone.id)).toContain('The content of /usr/local/bin/blob is no longer stored');
});

it('takes changed settings at its next start, in a new Docker container with what the earlier one held', async () => {
  const trap = (word: string) => [
    'sh',
    '-c',
    `trap "exit 0" TERM; echo ${word} >> /programs; sleep 1000 & wait`,
  ];
  const variable = (name: string, value: string) => ({ name, value });
  const file = (path: string, content: string) => ({ path, content: `${content}\n`, mode: 0o600 });
  const { lab, id } = labOf({
    command: trap('first'),
    env: [variable('GREETING', 'one'), variable('GONE', 'x'), variable('PATH', '/bin')],
    exec: [note('one')],
    files: [file('/srv/text', 'one'), file('/srv/own', 'one'), file('/srv/gone', 'one')],
  });
  await host.applyUntilReady(lab);
  const shown = async () => (await host.exec(id, 'sh', '-c', 'echo "$GREETING,${GONE-unset},$PATH"')).output;
  await host.exec(id, 'sh', '-c', 'echo kept > /notes; rm /bin/wget; echo mine > /srv/own');
  const [key, before] = [await host.keyOf(id), await shown()];
  expect(before).toBe('one,x,/bin');

  lab.change(id, {
    command: trap('second'),
    env: [variable('GREETING', 'two')],
    exec: [note('two'), note('three')],
    files: [file('/srv/text', 'two'), file('/srv/own', 'one'), file('/srv/new', 'two')],
  });
  expect((await host.apply(lab.desired)).steps).toEqual([]);
  // Nor does the next agent run commands that this start does not have.
  await host.agent.end('SIGKILL');
  await host.agent.start();
  await host.applyUntilReady(lab);
  expect([await host.keyOf(id), await shown(), await log(id)]).toEqual([key, before, ['one']]);
  const started = settingDigests(lab.desired.containers[0] ?? emptyConfig);
  const waiting = () => differingSettings(host.events.container(id)?.settings ?? {}, started);
  expect(waiting()).toEqual(['env', 'command', 'exec', 'files']);

  lab.power(id, 'on');
  await host.applyUntilReady(lab);
  expect(waiting()).toEqual([]);
  expect(await log(id)).toEqual(['one', 'two', 'three']);
  expect(await shown()).toMatch(/^two,unset,(?!\/bin$)/);
  const held = await host.exec(id, 'sh', '-c', 'cat /notes /programs; ls /bin/wget');
  expect(held.output.split(/\r?\n/).slice(0, 3)).toEqual(['kept', 'first', 'second']);
  expect(held.code).not.toBe(0);
  // Only what its owner changed is written: the rest is its programs'.
  const files = await host.exec(id, 'sh', '-c', 'cd /srv; cat text own new; ls');
  expect(files.output.split(/\s+/)).toEqual(['two', 'mine', 'two', 'new', 'own', 'text']);

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
    await host.events.until('STOPPED', () => host.events.phase(id) === 'STOPPED');
    expect(host.events.container(id)).toMatchObject({ reason: null });
    const phases = host.events.container(id)?.phases.map(({ phase }) => phase);
    expect(phases).toEqual(['STOPPING', 'STOPPED']);
  });
});

it('starts a container once those that it waits for are READY, and says which one fails', async () => {
  const { lab, id: db } = labOf({ exec: ['false'] });
  const { id: web } = lab.container('web', host.image);
  lab.change(web, { waitFor: [{ containerId: db, name: 'node', until: 'READY' }] });
  await host.apply(lab.desired);
  const waits = (): string => host.events.container(web)?.reason ?? '';
  await host.events.until('the reason', () => waits().includes('FAILED'));
  expect(waits()).toBe(
    "Waits for 'node' to be READY, which is FAILED: The command 'false' exited with status 1",
  );
  expect(host.events.phase(web)).toBe('PENDING');

  // No further apply starts the one that waits.
  lab.change(db, { exec: [] });
  lab.power(db, 'on');
  await host.applyUntilReady(lab);
  const at = (id: string, phase: string): string =>
    host.events.container(id)?.phases.find((entry) => entry.phase === phase)?.at ?? '';
  expect(at(web, 'CREATED') >= at(db, 'READY')).toBe(true);

  lab.power(db, 'on');
  lab.power(web, 'on');
  await host.applyUntilReady(lab);
  const phases = host.events.container(web)?.phases.map(({ phase }) => phase);
  expect(phases?.slice(0, 3)).toEqual(['PENDING', 'STOPPING', 'PENDING']);
  expect(at(web, 'CONNECTED') >= at(db, 'READY')).toBe(true);
});

it('runs the commands of a stop while the container has its interfaces, and limits it as its lab says', async () => {
  const say = (word: string) => `sh -c 'until echo ${word} | nc 10.0.1.11 9; do sleep 0.1; done'`;
  const { lab, id } = labOf({ onStop: [say('stopped'), 'false'], memoryMb: 24, cpus: 0.5 });
  const [lan] = lab.desired.networks;
  if (!lan) throw new Error('The lab has no network.');
  const { id: peer } = lab.container('peer', host.image, [[lan, '10.0.1.11']]);
  lab.change(peer, { exec: [`sh -c 'while nc -l -p 9 >> /got; do :; done >/dev/null 2>&1 &'`] });
  await host.applyUntilReady(lab);
  const heard = async () => (await host.exec(peer, 'cat', '/got')).output.split(/\s+/).filter(Boolean);
  const limited = async () => {
    const { HostConfig } = await host.docker.inspectContainer(await host.keyOf(id));
    return [(HostConfig?.Memory ?? 0) / 2 ** 20, (HostConfig?.NanoCpus ?? 0) / 1e9];
  };
  expect(await limited()).toEqual([24, 0.5]);

  // They change while it runs.
  lab.change(id, { memoryMb: 32, cpus: 0.25 });
  expect((await host.apply(lab.desired)).steps).toEqual([]);
  expect(await limited()).toEqual([32, 0.25]);
  expect(host.events.phase(id)).toBe('READY');

  lab.power(id, 'off');
  await host.apply(lab.desired);
  await host.events.until('STOPPED', () => host.events.phase(id) === 'STOPPED');
  expect(host.events.container(id)?.reason).toBe("The stop command 'false' exited with status 1");
  // Who said it may end before who wrote it down.
  await expect.poll(heard).toEqual(['stopped']);

  lab.power(id, 'on');
  lab.change(id, { onStop: [say('removed')] });
  await host.applyUntilReady(lab);
  expect(host.events.container(id)?.reason).toBeNull();
  // The lab no longer has it, nor its commands.
  await host.apply(lab.without(id));
  await expect.poll(heard).toEqual(['stopped', 'removed']);
});
