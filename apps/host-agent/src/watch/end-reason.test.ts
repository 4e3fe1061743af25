import { describe, expect, it } from 'vitest';
import { endReason } from './end-reason.ts';

const state = (change: { ExitCode?: number; Error?: string; OOMKilled?: boolean } = {}) => ({
  ...{ Status: 'exited', Running: false, OOMKilled: false, Pid: 0, ExitCode: 0, Error: '', StartedAt: '' },
  ...change,
});

describe('the reason why a container ended', () => {
  it.each([
    [state({ ExitCode: 128, Error: 'OCI runtime create failed' }), '', null, 'OCI runtime create failed'],
    [state({ ExitCode: 3 }), '', null, 'Its process ended with status 3'],
    [state({ ExitCode: 3 }), 'port 80 is taken', null, 'Its process ended with status 3: port 80 is taken'],
    [state({ ExitCode: 139 }), '', null, 'Its process ended with status 139 (SIGSEGV)'],
    [
      state({ ExitCode: 137 }),
      '',
      64,
      'It ran out of memory: it may use 64 MB, and the kernel ended it (status 137)',
    ],
    [
      state({ ExitCode: 137, OOMKilled: true }),
      '',
      null,
      'It ran out of memory, and the kernel ended it (status 137)',
    ],
    [
      state(),
      '',
      null,
      'Its process ended by itself, with status 0; a container needs a process that goes on',
    ],
    [
      state({ ExitCode: 127 }),
      '[FATAL tini (7)] exec /srv/run failed: No such file or directory',
      null,
      'Its command could not be started: exec /srv/run: No such file or directory',
    ],
  ])('%j and "%s" gives %s', (given, said, memory, expected) => {
    expect(endReason(given, said, memory)).toBe(expected);
  });
});
