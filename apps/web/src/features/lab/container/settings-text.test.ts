import { expect, it } from 'vitest';
import { changedSettings, checkText, messagesOf, pathsOf, toText } from './settings-text.ts';

const config = {
  env: [
    { name: 'GREETING', value: ' a = "b"' },
    { name: 'EMPTY', value: '' },
  ],
  command: ['sh', '-c', "echo it's 5"],
  user: '1000:1000',
  workingDir: '/srv',
  exec: ['ip link set eth0 up', `sh -c 'one\ntwo'`, 'echo a\nb', String.raw`echo 'c\'`],
  sysctls: [{ name: 'net.ipv4.ip_forward', value: '1' }],
};
const empty = toText(null);

it('reads what it wrote', () => {
  const { exec, ...others } = changedSettings(empty, toText(config));
  expect({ ...others, exec: config.exec }).toEqual(config);
  // A line end between words parts them, as a space does.
  expect(exec).toEqual([...config.exec.slice(0, 2), 'echo a b', config.exec[3]]);
});

it('sends only what was changed, and nothing of blank lines', () => {
  const before = toText(config);
  expect(changedSettings(before, before)).toEqual({});
  expect(changedSettings(before, { ...before, exec: '\n true \n\n', command: ' ', user: '' })).toEqual({
    exec: [' true '],
    command: [],
    user: '',
  });
});

it('finds what is wrong before the API does, by line', () => {
  expect(checkText(toText(config))).toEqual({});
  const wrong = {
    ...empty,
    env: 'A=1\n\nB',
    command: "sh -c '",
    exec: `true\necho "a\nb`,
    sysctls: 'net.a 1',
  };
  expect(checkText(wrong)).toEqual({
    env: 'Line 2 has no =. Write LOG_LEVEL=debug.',
    command: expect.stringContaining('is not closed'),
    exec: expect.stringMatching(/^Command 2 has a quote " that is not closed/),
    sysctls: 'Line 1 has no =. Write net.ipv4.ip_forward = 1.',
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
