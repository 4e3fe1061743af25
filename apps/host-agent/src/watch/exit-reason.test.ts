import { describe, expect, it } from 'vitest';
import { exitReason } from './exit-reason.ts';

const state = (change: { ExitCode?: number; Error?: string; OOMKilled?: boolean } = {}) => ({
  ...{ Status: 'exited', Running: false, OOMKilled: false, Pid: 0, ExitCode: 0, Error: '', StartedAt: '' },
  ...change,
});

describe('exitReason', () => {
  it.each([
    [state({ ExitCode: 128, Error: 'OCI runtime create failed' }), '', null, 'OCI runtime create failed'],
    [state({ ExitCode: 3 }), '', null, 'The process exited with status 3'],
    [state({ ExitCode: 3 }), 'port 80 is taken', null, 'The process exited with status 3: port 80 is taken'],
    [state({ ExitCode: 139 }), '', null, 'The process exited with status 139 (SIGSEGV)'],
    [
      state({ ExitCode: 137 }),
      '',
      64,
      'Out of memory: the kernel killed the process at its limit of 64 MB (status 137)',
    ],
    [
      state({ ExitCode: 137, OOMKilled: true }),
      '',
      null,
      'Out of memory: the kernel killed the process (status 137)',
    ],
    [
      state(),
      '',
      null,
      'The process exited with status 0, but a container needs a process that keeps running',
    ],
    [
      state({ ExitCode: 127 }),
      'cannot start "/srv/run": no such file or folder',
      null,
      'The command could not be started: /srv/run: no such file or folder',
    ],
  ])('for %j and "%s" with limit %s is: %s', (given, lastLine, memory, expected) => {
    expect(exitReason(given, lastLine, memory)).toBe(expected);
  });
});
