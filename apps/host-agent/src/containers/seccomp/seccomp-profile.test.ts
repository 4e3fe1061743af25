import { describe, expect, it } from 'vitest';
import { allBut } from './all-but.ts';
import { seccompProfile } from './seccomp-profile.ts';

describe('all numbers but some', () => {
  it.each([[[1]], [[32, 33]], [[0]], [[127, 5]]])('are exactly those without %j', (excluded) => {
    const prefixes = allBut(excluded, 7);
    const covered = (number: number): boolean =>
      prefixes.some(({ mask, value }) => (number & mask) >>> 0 === value);
    for (let number = 0; number < 128; number += 1)
      expect(covered(number), `${number}`).toBe(!excluded.includes(number));
    for (const number of [128, 33 + 2 ** 20, 2 ** 31, 2 ** 32 - 1]) expect(covered(number)).toBe(false);
  });
});

describe('the seccomp profile', () => {
  const { defaultAction, syscalls, archMap } = seccompProfile();
  const allowed = new Set(
    syscalls.filter(({ action }) => action === 'SCMP_ACT_ALLOW').flatMap(({ names }) => names),
  );

  it('refuses what it does not name', () => {
    expect(defaultAction).toBe('SCMP_ACT_ERRNO');
    for (const name of [
      'bpf',
      'mount',
      'unshare',
      'setns',
      'keyctl',
      'io_uring_setup',
      'socketcall',
      'userfaultfd',
    ])
      expect(allowed.has(name), name).toBe(false);
  });

  it('allows no system calls of 32-bit programs', () => {
    expect(archMap.flatMap(({ subArchitectures }) => subArchitectures)).toEqual([]);
  });

  it('allows what programs need, each name once without conditions', () => {
    for (const name of [
      'execve',
      'openat',
      'socket',
      'clone',
      'recvmmsg',
      'ptrace',
      'setsockopt',
      'futex_waitv',
    ])
      expect(allowed.has(name), name).toBe(true);
    const free = syscalls.find(({ args }) => args === undefined)?.names ?? [];
    expect(new Set(free).size).toBe(free.length);
    for (const name of ['socket', 'clone', 'setsockopt', 'personality']) expect(free).not.toContain(name);
  });
});
