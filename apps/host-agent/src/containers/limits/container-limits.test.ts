import { describe, expect, it } from 'vitest';
import { terminalOptions } from './container-limits.ts';

const proc = '501 500 0:55 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw';
const pts =
  '503 502 0:57 / /dev/pts rw,nosuid,noexec,relatime - devpts devpts rw,gid=100005,mode=620,ptmxmode=666';

describe("the options of a container's terminals", () => {
  it('limit their number and keep what Docker set', () => {
    expect(terminalOptions([proc, pts].join('\n'))).toBe(
      'remount,rw,nosuid,noexec,relatime,rw,gid=100005,mode=620,ptmxmode=666,max=512',
    );
  });

  it('are the same when they were limited before', () => {
    expect(terminalOptions(`${pts},max=64`)).toBe(terminalOptions(pts));
  });

  it('are missing in a container without terminals', () => {
    expect(() => terminalOptions(proc)).toThrow('no /dev/pts');
  });
});
