import { expect, it } from 'vitest';
import { SampleLab } from '../testing/sample-lab.ts';
import { containerRequest } from './container-request.ts';

const policy = { hostId: 'host', memoryMb: 64, cpus: 1, pids: 64, readonlyPaths: [], diskGb: null };
const image = (entrypoint: readonly string[], command: readonly string[]) => ({
  ...{ id: 'sha256:a', forwarding: false, hasHealthCheck: false },
  ...{ entrypoint, command, env: [], size: 0 },
});

it.each([
  [image(['/init'], ['serve']), null, ['/init', 'serve']],
  [image(['/init'], ['serve']), ['debug', '-v'], ['/init', 'debug', '-v']],
  [image([], ['serve']), ['sh', '-c', ''], ['sh', '-c', '']],
  [image([], []), ['sh'], ['sh']],
])('starts the entrypoint of %j with the command %j', (facts, command, program) => {
  const lab = new SampleLab();
  const env = [{ name: 'A', value: 'b=c' }];
  const wanted = { ...lab.container('node', 'image'), command, env };
  const request = containerRequest(lab.desired.labId, wanted, facts, policy, '/gate');
  expect(request).toMatchObject({ Cmd: program, Env: ['A=b=c'] });
});

it('refuses a container without any program', () => {
  const lab = new SampleLab();
  const wanted = lab.container('node', 'python:3');
  expect(() => containerRequest(lab.desired.labId, wanted, image([], []), policy, '/gate')).toThrow(
    'Image python:3 names no program to start. Give it a CMD or an ENTRYPOINT.',
  );
});
