import { expect, it } from 'vitest';
import { cliSite, loadCliConfig } from './cli-config.ts';

it('requires only a token', () => {
  expect(loadCliConfig({ PINEAPPLE_TOKEN: 'pn_abc' })).toEqual({
    url: 'http://localhost:4000',
    token: 'pn_abc',
  });
  expect(loadCliConfig({ PINEAPPLE_TOKEN: 'pn_abc', PINEAPPLE_URL: 'https://labs.example.org/x' }).url).toBe(
    'https://labs.example.org',
  );
});

it('never shows a token, not even an invalid one', () => {
  expect(() => loadCliConfig({ PINEAPPLE_TOKEN: 'secret words' })).toThrow(/PINEAPPLE_TOKEN is \(hidden/);
  expect(() => loadCliConfig({})).toThrow(/PINEAPPLE_TOKEN is not set: expected an API token/);
});

it('names the website without a token', () => {
  expect(cliSite({})).toBe('http://localhost:4000');
  expect(cliSite({ PINEAPPLE_URL: 'https://labs.example.org/x' })).toBe('https://labs.example.org');
  expect(cliSite({ PINEAPPLE_URL: 'nonsense' })).toBe('the website');
});
