import { expect, it } from 'vitest';
import { SampleLab } from '../testing/sample-lab.ts';
import { containerRequest } from './container-request.ts';
import { checkKeptSize, requestOverKept } from './replace-container.ts';

const policy = { hostId: 'host', memoryMb: 64, cpus: 1, pids: 64, readonlyPaths: [], diskGb: null };
const image = (entrypoint: readonly string[], command: readonly string[]) => ({
  ...{ id: 'sha256:a', forwarding: false, hasHealthCheck: false },
  ...{ entrypoint, command, env: [], user: '', workingDir: '', size: 0 },
});

it.each([
  [image(['/init'], ['serve']), null, null, ['/init', 'serve']],
  [image(['/init'], ['serve']), null, ['debug', '-v'], ['/init', 'debug', '-v']],
  [image(['/init'], ['serve']), ['tini', '--'], ['debug'], ['tini', '--', 'debug']],
  [image(['/init'], ['serve']), ['tini'], null, ['tini']],
  [image([], ['serve']), null, ['sh', '-c', ''], ['sh', '-c', '']],
  [image([], []), null, ['sh'], ['sh']],
])('starts of %j the entrypoint %j with the command %j', (facts, entrypoint, command, program) => {
  const lab = new SampleLab();
  const env = [{ name: 'A', value: 'b=c' }];
  const wanted = { ...lab.container('node', 'image'), entrypoint, command, env };
  const request = containerRequest(lab.desired.labId, wanted, facts, policy, '/gate');
  expect(request).toMatchObject({ Cmd: program, Env: ['A=b=c'], User: '', WorkingDir: '' });
});

it('gives a container that is created again all of its image that the earlier one had otherwise', () => {
  const lab = new SampleLab();
  const facts = { ...image([], ['sh']), env: ['PATH=/bin', 'LANG=C'], workingDir: '/srv' };
  const Env = ['PATH=/sbin', 'LANG=C', 'GONE=1'];
  const kept = { Id: 'k', Size: 0, Config: { Env, User: '1000', WorkingDir: '/home' } };
  const request = (change: object) => {
    const wanted = { ...lab.container('node', 'image'), ...change };
    return requestOverKept(containerRequest(lab.desired.labId, wanted, facts, policy, '/gate'), facts, kept);
  };
  expect(request({})).toMatchObject({
    Env: ['PATH=/bin', 'LANG=C', 'GONE'],
    User: '0',
    WorkingDir: '/srv',
  });
  const bare = { ...kept, Config: { Env: ['PATH=/sbin', 'HOSTNAME=a', 'toString=1'] } };
  const plain = containerRequest(lab.desired.labId, lab.container('b', 'image'), facts, policy, '/gate');
  expect(requestOverKept(plain, { ...facts, env: [] }, bare).Env).toEqual([
    'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'HOSTNAME=b',
    'toString',
  ]);
  const change = { env: [{ name: 'LANG', value: 'de' }], user: 'nobody', workingDir: '/tmp' };
  expect(request(change)).toMatchObject({
    Env: ['PATH=/bin', 'LANG=de', 'GONE'],
    User: 'nobody',
    WorkingDir: '/tmp',
  });
});

it('asks for a limit of the disk in whole gigabytes where the engine can set one, and for none elsewhere', () => {
  const lab = new SampleLab();
  const wanted = lab.container('node', 'image');
  const storage = (diskGb: number | null) =>
    containerRequest(lab.desired.labId, wanted, image([], ['sh']), { ...policy, diskGb }, '/gate').HostConfig;
  expect(storage(2)).toMatchObject({ StorageOpt: { size: '2G' } });
  // Any other engine refuses the container.
  expect(storage(null)).not.toHaveProperty('StorageOpt');
});

it('keeps of a container at most what the disk of the next one may hold', () => {
  const facts = { ...image([], ['sh']), size: 1024 ** 3 };
  const kept = (gigabytes: number) => ({ Id: 'k', Size: gigabytes * 1024 ** 3, Config: {} });
  expect(() => checkKeptSize(facts, kept(3), 2)).not.toThrow();
  expect(() => checkKeptSize(facts, kept(3.5), 2)).toThrow('takes 2.5 GB of 2 GB. Undo the change');
  expect(() => checkKeptSize(facts, kept(3.5), null)).not.toThrow();
});

it('refuses a container without any program', () => {
  const lab = new SampleLab();
  const wanted = lab.container('node', 'python:3');
  expect(() => containerRequest(lab.desired.labId, wanted, image([], []), policy, '/gate')).toThrow(
    'Image python:3 names no program to start. Give it a CMD or an ENTRYPOINT.',
  );
});
