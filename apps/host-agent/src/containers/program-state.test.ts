import { expect, it } from 'vitest';
import { isContainerRuntime } from './program-state.ts';

it.each([
  '/',
  '/usr/sbin/runc',
  '/usr/bin/crun',
  '/memfd:runc_cloned:/proc/self/exe (deleted)',
  '/usr/sbin/runc (deleted)',
])('takes %s for the runtime that has not started the init yet', (exe) => {
  expect(isContainerRuntime(exe)).toBe(true);
});

it.each(['/sbin/docker-init', '/usr/bin/sleep', '/opt/runc-demo/server', '/usr/local/bin/node'])(
  'takes %s for a program of the container',
  (exe) => {
    expect(isContainerRuntime(exe)).toBe(false);
  },
);
