import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { parseStat, readStat, sessionMembers } from './process-stat.ts';

const rest = '0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 138581 4169728 807';

it('parses a process with any name', () => {
  expect(parseStat(`22 (a) S 1 (b) R 9 22 77 ${rest}`)).toEqual({
    pid: 22,
    session: 77,
    startTime: '138581',
  });
  expect(parseStat(`22 (sh) Z 9 22 22 ${rest}`)).toBeNull();
  expect(parseStat('')).toBeNull();
});

it.runIf(process.platform === 'linux')(
  'finds the processes of a session, and none once they are gone',
  async () => {
    const child = spawn('setsid', ['--wait', 'sh', '-c', 'sleep 60 & echo $$; wait'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const leader = Number(line.toString());
    const members = await sessionMembers(leader);
    expect(members.map(({ pid }) => pid)).toContain(leader);
    expect(members).toHaveLength(2);
    for (const { pid } of members) process.kill(pid, 'SIGKILL');
    await once(child, 'close');
    expect(await readStat(leader)).toBeNull();
  },
);
