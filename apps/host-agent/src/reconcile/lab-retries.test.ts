import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DockerError, DockerUnavailableError } from '../docker/docker-error.ts';
import { ProgramError } from '../system/run-program.ts';
import { LabRetries, mayPass } from './lab-retries.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([
  ['an engine that did not answer', new DockerUnavailableError('no answer'), true],
  ['an engine that failed', new DockerError(500, 'devicemapper: busy'), true],
  ['a command of the kernel that failed', new ProgramError('ip', 'status 2', 'RTNETLINK: busy'), true],
  ['a program that the image lacks', new DockerError(500, 'OCI runtime create failed: no such file'), false],
  [
    'a removal that an earlier agent asked for',
    new DockerError(409, 'removal of container 1d77 is already in progress'),
    true,
  ],
  [
    'a start of one that is being removed',
    new DockerError(409, 'container is marked for removal and cannot be started'),
    true,
  ],
  ['a name that is taken', new DockerError(409, 'The container name "/a" is already in use'), false],
  ['an image that is missing', new DockerError(404, 'No such image'), false],
  ['a step that succeeded', null, false],
])('judges whether a failure may pass: %s', (_what, cause, expected) => {
  expect(mayPass(cause)).toBe(expected);
});

it('tries a failed lab again after growing delays, and then leaves it to the control plane', () => {
  const tried: number[] = [];
  const began = Date.now();
  const retries = new LabRetries(
    (labId) => {
      tried.push(Date.now() - began);
      retries.failed(labId);
    },
    () => undefined,
  );
  retries.failed('lab_a');
  vi.advanceTimersByTime(600_000);
  expect(tried).toEqual([500, 1500, 3500, 7500, 15_500, 30_500, 45_500, 60_500]);
});

it('does not try a lab again that succeeded meanwhile, and starts over with its next failure', () => {
  const reconcile = vi.fn();
  const recovered = vi.fn();
  const retries = new LabRetries(reconcile, recovered);
  retries.succeeded('lab_a', false);
  expect(recovered).not.toHaveBeenCalled();
  retries.failed('lab_a');
  retries.failed('lab_a');
  retries.succeeded('lab_a', false);
  expect(recovered).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(reconcile).not.toHaveBeenCalled();
  retries.failed('lab_a');
  retries.failed('lab_b');
  vi.advanceTimersByTime(500);
  expect(reconcile.mock.calls).toEqual([['lab_a'], ['lab_b']]);
  retries.close();
  expect(recovered).toHaveBeenCalledTimes(1);
});

it('tells of a lab that matches after any failure, unless a command tells it', () => {
  const recovered = vi.fn();
  const retries = new LabRetries(() => undefined, recovered);
  for (const isCommanded of [true, false]) {
    retries.failedForNow('lab_a');
    retries.succeeded('lab_a', isCommanded);
  }
  retries.succeeded('lab_a', false);
  expect(recovered).toHaveBeenCalledTimes(1);
});
