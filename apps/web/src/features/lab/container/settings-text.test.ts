import { expect, it } from 'vitest';
import { changedSettings, checkText, messagesOf, pathsOf, toText } from './settings-text.ts';

const config = {
  env: [
    { name: 'GREETING', value: ' a = "b"' },
    { name: 'EMPTY', value: '' },
  ],
  entrypoint: ['tini', '--'],
  command: ['sh', '-c', "echo it's 5"],
  user: '1000:1000',
  workingDir: '/srv',
  exec: ['ip link set eth0 up', `sh -c 'one\ntwo'`, 'echo a\nb', String.raw`echo 'c\'`],
  sysctls: [{ name: 'net.ipv4.ip_forward', value: '1' }],
  waitFor: [
    { containerId: 'ctr_1', container: { id: 'ctr_1', name: 'db' }, until: 'READY' as const },
    { containerId: 'ctr_2', container: { id: 'ctr_2', name: 'dns' }, until: 'RUNNING' as const },
  ],
  onStop: ['rndc stop', `sh -c 'one\ntwo'`],
  cpus: 0.5,
  memoryMb: 64,
  ports: [
    { port: 80, name: 'Web  page' },
    { port: 22, name: null },
  ],
};
const find = (name: string): string | null =>
  config.waitFor.find(({ container }) => container.name === name)?.containerId ?? null;
const empty = toText(null);

it('reads what it wrote', () => {
  const { exec, ...others } = changedSettings(empty, toText(config), find);
  const waitFor = config.waitFor.map(({ containerId, until }) => ({ containerId, until }));
  expect({ ...others, exec: config.exec }).toEqual({ ...config, waitFor });
  // A line end between words parts them, as a space does.
  expect(exec).toEqual([...config.exec.slice(0, 2), 'echo a b', config.exec[3]]);
});

it('sends only what was changed, and nothing of blank lines', () => {
  const before = toText(config);
  expect(changedSettings(before, before, find)).toEqual({});
  expect(changedSettings(before, { ...before, exec: '\n true \n\n', command: ' ', user: '' }, find)).toEqual({
    exec: [' true '],
    command: [],
    user: '',
  });
  const cleared = { cpus: ' ', memoryMb: '', ports: '\n', onStop: '' };
  expect(changedSettings(before, { ...before, ...cleared }, find)).toEqual({
    ...{ cpus: 0, memoryMb: 0, ports: [], onStop: [] },
  });
});

it('finds what is wrong before the API does, by line', () => {
  expect(checkText(toText(config), find)).toEqual({});
  const wrong = {
    ...empty,
    env: 'A=1\n\nB',
    command: "sh -c '",
    exec: `true\necho "a\nb`,
    sysctls: 'net.a 1',
    waitFor: 'db\ndns UP',
    onStop: "'",
    cpus: 'half',
    memoryMb: '64m',
    ports: '80\nweb 8080',
  };
  expect(checkText(wrong, find)).toEqual({
    env: 'Line 2 has no =. Write LOG_LEVEL=debug.',
    command: expect.stringContaining('is not closed'),
    exec: expect.stringMatching(/^Command 2 has a quote " that is not closed/),
    sysctls: 'Line 1 has no =. Write net.ipv4.ip_forward = 1.',
    waitFor: 'Line 2 is no container with a phase. Write db or db RUNNING.',
    onStop: expect.stringContaining('is not closed'),
    cpus: 'Write a number such as 0.5.',
    memoryMb: 'Write a number of MB such as 256.',
    ports: 'Line 2 begins with no port. Write 80 or 80 Web page.',
  });
});

it('shows the answers of the API at their field', () => {
  const errors = { 'env.1.name': "'1' is no name.", 'exec.0': 'No.', env: undefined, 'command.0': 'Empty.' };
  expect(messagesOf('env', errors)).toBe("Line 2: '1' is no name.");
  expect(messagesOf('command', errors)).toBe('Empty.');
  expect(messagesOf('sysctls', errors)).toBeUndefined();
  expect(pathsOf({ ...empty, env: 'A=1\nB=2', exec: 'true' })).toEqual([
    ...['env.0.name', 'env.0.value', 'env.1.name', 'env.1.value'],
    'exec.0',
  ]);
});
