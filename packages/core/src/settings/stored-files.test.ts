import { expect, it } from 'vitest';
import type { ContainerFile } from './container-config.ts';
import { emptyConfig } from './empty-config.ts';
import { fileDigest } from './start-settings.ts';
import { storedBytes } from './stored-files.ts';

const file = (sha256: string, bytes: number): ContainerFile => ({
  path: '/opt/blob',
  content: '',
  mode: 0o644,
  stored: { sha256: sha256.repeat(64), bytes },
});

it('counts content that several files have once', () => {
  const container = (...files: ContainerFile[]) => ({ config: { ...emptyConfig, files } });
  const containers = [container(file('a', 5), file('b', 7)), container(file('a', 5)), { config: null }];
  expect(storedBytes({ containers: containers as never })).toBe(12);
});

it('tells files apart by their stored content, and keeps the digests of texts', () => {
  expect(fileDigest(file('a', 5))).not.toBe(fileDigest(file('b', 5)));
  // A host compares with what an agent wrote before there was stored content.
  expect(fileDigest({ path: '/etc/motd', content: 'x', mode: 0o644 })).toBe('f3a32ae9d3fb9af3');
});
