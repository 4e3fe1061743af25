import { expect, it } from 'vitest';
import { emptyConfig } from './empty-config.ts';
import { differingSettings, digestsAtCreation, digestsAtStart, settingDigests } from './start-settings.ts';

const settings = {
  ...emptyConfig,
  env: [{ name: 'A', value: '1' }],
  exec: ['ip link'],
};

it('finds the settings that differ, and none in a copy', () => {
  const before = settingDigests(settings);
  expect(differingSettings(before, settingDigests(structuredClone(settings)))).toEqual([]);
  const changed = { ...settings, env: [{ name: 'A', value: '2' }], exec: [], command: ['sleep', '1'] };
  expect(differingSettings(before, settingDigests(changed))).toEqual(['env', 'command', 'exec']);
});

it('finds changed files, apart from the one of the gateway, which only a host has', () => {
  const file = { path: '/etc/motd', content: 'x', mode: 0o644 };
  const withFiles = (...files: (typeof file)[]) => settingDigests({ ...settings, files });
  const differ = (...files: (typeof file)[]) => differingSettings(withFiles(file), withFiles(...files));
  expect(differ(file, { ...file, path: '/etc/pineapple/default-gateway' })).toEqual([]);
  expect([differ(), differ({ ...file, mode: 0o600 }), differ({ ...file, content: 'y' })]).toEqual(
    Array.from({ length: 3 }, () => ['files']),
  );
});

it('leaves out what is as in the image, and what Docker does not settle', () => {
  expect(settingDigests(emptyConfig)).toEqual({});
  expect(digestsAtCreation({ ...settings, env: [] })).toEqual({});
  expect(Object.keys(digestsAtCreation(settings))).toEqual(['env']);
  expect(Object.keys(digestsAtStart(settings))).toEqual(['exec']);
});

it('tells words from one word, and the order of words', () => {
  const commands = [['a', 'b'], ['a b'], ['b', 'a'], ['a', 'b', '']];
  const digests = commands.map((command) => digestsAtCreation({ ...emptyConfig, command })['command']);
  expect(new Set(digests).size).toBe(commands.length);
});
