import { builtInImages, type ManifestContainer } from '@pineapple/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { containerName } from '../../docker/docker-names.ts';
import { TestHost } from '../../testing/test-host.ts';

/** It has getent, as most images do. */
const toolImage = builtInImages.find(({ name }) => name === 'host')?.reference ?? 'none';

/** A resolver that asks a name server waits two seconds for an answer. */
const isFast = (ms: number): boolean => ms < 1000;

let host: TestHost;
beforeAll(async () => {
  host = await TestHost.start();
});
afterAll(() => host[Symbol.asyncDispose]());

/** What a container's resolver answers for a name or an address; null for no answer. */
async function asks({ id }: ManifestContainer, question: string): Promise<string | null> {
  const { code, output } = await host.exec(id, 'getent', 'hosts', question);
  return code === 0 ? output.trim().replaceAll(/\s+/g, ' ') : null;
}

/** The shortest of three times that a command takes in a container, in milliseconds. */
async function fastest({ id }: ManifestContainer, command: string): Promise<number> {
  const once = `s=$(date +%s%N); ${command} >/dev/null 2>&1; echo $((($(date +%s%N) - s) / 1000000))`;
  const { output } = await host.exec(id, 'sh', '-c', `for i in 1 2 3; do ${once}; done`);
  return Math.min(...output.trim().split(/\s+/).map(Number));
}

it('answers for names and addresses of shared networks only, forward and backward', async () => {
  const lab = host.lab();
  const [left, right] = [lab.network('left', '10.0.1.0/24'), lab.network('right', '10.0.2.0/24')];
  const a = lab.container('a', toolImage, [[left, '10.0.1.10']]);
  lab.container('both', host.image, [
    [left, '10.0.1.20'],
    [right, '10.0.2.20'],
  ]);
  lab.container('far', host.image, [[right, '10.0.2.30']]);
  const alone = lab.container('alone', toolImage);
  const routed = lab.container('routed', toolImage, [[left, '10.0.1.30']]);
  lab.change(routed.id, { defaultGateway: '10.0.1.20' });
  await host.applyUntilReady(lab);

  expect(await asks(a, 'both')).toBe('10.0.1.20 both');
  expect(await asks(a, '10.0.1.20')).toBe('10.0.1.20 both');
  expect(await asks(a, 'a')).toBe('10.0.1.10 a');
  expect(await asks(a, '10.0.1.10')).toBe('10.0.1.10 a');
  for (const unshared of ['far', '10.0.2.30', '10.0.2.20']) expect(await asks(a, unshared)).toBeNull();
  for (const unshared of ['a', 'both', 'far', '10.0.1.10']) expect(await asks(alone, unshared)).toBeNull();
  expect((await host.exec(a.id, 'ping', '-c', '1', '-W', '10', 'both')).output).toMatch(
    /from both \(10\.0\.1\.20\)/,
  );
  expect((await host.exec(a.id, 'traceroute', '-w', '10', 'both')).output).toMatch(
    /^ *1 {2}both \(10\.0\.1\.20\)/m,
  );
  const hops = () => host.exec(a.id, 'mtr', '--report', '-c', '1', '-i', '0.2', '-G', '1', 'both');
  await expect.poll(async () => (await hops()).output).toMatch(/1\.\|-- both /);
  expect((await host.exec(a.id, 'ssh', '-v', '-o', 'ConnectTimeout=2', 'both')).output).toMatch(
    /Connecting to both \[10\.0\.1\.20\] port 22\./,
  );
  // Nothing answers for other names, and nothing is asked that would not answer.
  for (const closed of [a, alone, routed]) {
    for (const command of ['getent hosts nosuch', 'getent ahosts nosuch', 'ping -c 1 -W 2 nosuch'])
      expect([command, await fastest(closed, command)]).toEqual([command, expect.toSatisfy(isFast)]);
  }
});

it('shows names that change in the containers that run, as soon as the lab is applied', async () => {
  const lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24');
  const a = lab.container('a', toolImage, [[lan, '10.0.1.10']]);
  const b = lab.container('b', host.image, [[lan, '10.0.1.11']]);
  await host.applyUntilReady(lab);
  await host.exec(a.id, 'sh', '-c', 'echo 192.0.2.1 mine >> /etc/hosts');

  await host.apply(lab.change(b.id, { name: 'beta' }));
  expect(await asks(a, 'beta')).toBe('10.0.1.11 beta');
  expect(await asks(a, '10.0.1.11')).toBe('10.0.1.11 beta');
  expect(await asks(a, 'b')).toBeNull();

  const other = lab.network('other', '10.0.2.0/24');
  await host.apply(lab.attach(b.id, other, '10.0.2.11'));
  await host.apply(lab.attach(a.id, other, '10.0.2.10'));
  const { output: both } = await host.exec(a.id, 'getent', 'ahostsv4', 'beta');
  for (const address of ['10.0.1.11', '10.0.2.11']) expect(both).toContain(address);
  expect(await asks(a, '10.0.2.11')).toBe('10.0.2.11 beta');

  await host.apply(lab.without(b.id));
  expect(await asks(a, 'beta')).toBeNull();
  expect(await asks(a, '10.0.1.11')).toBeNull();
  // A line that the container's user wrote stays.
  expect(await asks(a, 'mine')).toBe('192.0.2.1 mine');
});

it('shows names that change while another step of the same apply takes its time', async () => {
  const lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24');
  const a = lab.container('a', toolImage, [[lan, '10.0.1.10']]);
  const b = lab.container('b', host.image, [[lan, '10.0.1.11']]);
  const deaf = await host.makeImage({
    reference: `${host.hostId}/deaf:1`,
    changes: ['CMD ["sh","-c","trap : TERM; while :; do sleep 1000 & wait $!; done"]'],
  });
  const slow = lab.container('slow', deaf, [[lan, '10.0.1.12']]);
  const gone = lab.container('gone', deaf, [[lan, '10.0.1.13']]);
  await host.applyUntilReady(lab);

  lab.power(slow.id, 'off');
  lab.without(gone.id);
  let ended = false;
  const applied = host.apply(lab.change(b.id, { name: 'beta' })).finally(() => (ended = true));
  await expect.poll(() => asks(a, 'beta'), { interval: 20 }).toBe('10.0.1.11 beta');
  expect(await asks(a, 'gone')).toBeNull();
  expect(ended, 'the apply ended before').toBe(false);
  await applied;
});

it('leaves alone the hosts file and the resolver that a container brings', async () => {
  const lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24', true);
  const own = lab.container('own', toolImage, [[lan, '10.0.1.10']]);
  const hosts = '127.0.0.1 localhost\n192.0.2.9 only\n';
  const resolver = 'nameserver 127.0.0.9\nsearch lab.example\n';
  lab.change(own.id, {
    files: [
      { path: '/etc/hosts', content: hosts, mode: 0o644 },
      { path: '/etc/resolv.conf', content: resolver, mode: 0o640 },
    ],
  });
  const b = lab.container('b', host.image, [[lan, '10.0.1.11']]);
  const expectOwn = async (): Promise<void> => {
    const read = async (path: string): Promise<string> =>
      `${(await host.exec(own.id, 'cat', path)).output.replaceAll('\r\n', '\n')}\n`;
    expect(await read('/etc/hosts')).toBe(hosts);
    expect(await read('/etc/resolv.conf')).toBe(resolver);
    expect(await asks(own, 'only')).toBe('192.0.2.9 only');
    const modes = await host.exec(own.id, 'stat', '-c', '%a', '/etc/hosts', '/etc/resolv.conf');
    expect(modes.output.split(/\s+/)).toEqual(['644', '640']);
  };
  await host.applyUntilReady(lab);
  await expectOwn();
  expect((await host.exec(b.id, 'cat', '/etc/hosts')).output).toMatch(/10\.0\.1\.10\s+own/);

  await host.apply(lab.change(b.id, { name: 'beta' }));
  await expectOwn();
  lab.power(own.id, 'on');
  await host.applyUntilReady(lab);
  await expectOwn();

  host.events.observations.length = 0;
  await host.docker.transport.call('POST', `/containers/${containerName(own.id)}/restart`, { t: '0' });
  await host.events.until('READY', () => host.events.phase(own.id) === 'READY');
  await expectOwn();
  await host.agent.end('SIGKILL');
  await host.agent.start();
  await host.apply(lab.desired);
  await expectOwn();
});
