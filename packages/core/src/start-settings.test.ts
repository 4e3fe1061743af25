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
