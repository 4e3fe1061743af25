import { describe, expect, it } from 'vitest';
import type { ContainerConfig, ContainerFile } from '../container-config.ts';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { toHostManifest } from '../host-manifest/to-host-manifest.ts';
import { addContainer } from './add-container.ts';
import { mostConfigBytes } from './container-config-rules.ts';

const file = (path: string, content = 'x', mode = 0o644): ContainerFile => ({ path, content, mode });
const sample = new SampleLab();

function adding(config: Partial<ContainerConfig>) {
  const input = { name: 'r1', image: 'router', networks: [] };
  const complete = { files: [], defaultGateway: null, sysctls: [], ...config };
  return addContainer(sample.lab, { ...input, config: complete }, sample.context);
}

function wrongPaths(config: Partial<ContainerConfig>): string[] {
  const error = errorOf(adding(config));
  return error.kind === 'validation' ? error.issues.map(({ path }) => path.join('.')) : [error.kind];
}

describe('the configuration of a container', () => {
  it('reaches its host as files, including the default gateway', () => {
    const files = [file('/etc/frr/frr.conf', 'hostname r1\n', 0o640)];
    const { lab, container } = valueOf(adding({ files, defaultGateway: '10.0.1.1' }));
    expect(container.config).toEqual({ files, defaultGateway: '10.0.1.1', sysctls: [] });
    expect(toHostManifest(lab, []).containers[0]?.files).toEqual([
      ...files,
      { path: '/etc/pineapple/default-gateway', content: '10.0.1.1\n', mode: 0o644 },
    ]);
  });

  it.each([
    '/a',
    '/etc/frr/frr.conf',
    '/srv/www/.well-known/x',
    '/root/.bashrc',
    '/opt/a b'.replace(' ', '_'),
  ])('may be at %s', (path) => {
    expect(adding({ files: [file(path)] }).ok).toBe(true);
  });

  it.each([
    '',
    '/',
    'etc/passwd',
    '/etc/../root/x',
    '/etc/./x',
    '/etc//x',
    '/etc/x/',
    '/..',
    '/a b',
    '/a\0b',
    '/a\nb',
    '/proc/sys/kernel/core_pattern',
    '/sys/x',
    '/dev/sda',
    '/etc/resolv.conf',
    '/etc/hosts',
    '/etc/hostname',
    '/etc/pineapple/default-gateway',
    `/${'x'.repeat(200)}`,
  ])('may not be at %j', (path) => {
    expect(wrongPaths({ files: [file(path)] })).toEqual(['config.files.0.path']);
  });

  it('has text of limited size, unique paths and valid permissions', () => {
    expect(wrongPaths({ files: [file('/a', 'ü'.repeat(8193))] })).toEqual(['config.files.0.content']);
    expect(adding({ files: [file('/a', 'ü'.repeat(8192))] }).ok).toBe(true);
    expect(wrongPaths({ files: [file('/a', '\ud800')] })).toEqual(['config.files.0.content']);
    expect(wrongPaths({ files: [file('/a'), file('/a')] })).toEqual(['config.files.1.path']);
    for (const mode of [-1, 0o1000, 1.5]) {
      expect(wrongPaths({ files: [file('/a', 'x', mode)] })).toEqual(['config.files.0.mode']);
    }
    const many = Array.from({ length: 21 }, (_, index) => file(`/a${index}`));
    expect(wrongPaths({ files: many })).toEqual(['config.files']);
    for (const defaultGateway of ['10.0.1', 'fd00::1', '10.0.1.1\n']) {
      expect(wrongPaths({ defaultGateway })).toEqual(['config.defaultGateway']);
    }
  });

  it('counts towards the bytes that one host command can carry for all containers', () => {
    const lab = valueOf(adding({ files: [file('/a', 'x'.repeat(16_000))] })).lab;
    const config = { files: [file('/a', 'x'.repeat(16_000))], defaultGateway: null, sysctls: [] };
    const input = { name: 'r2', image: 'router', networks: [], config };
    expect(errorOf(addContainer(lab, input, sample.context))).toMatchObject({
      kind: 'quota',
      limit: mostConfigBytes,
      used: 16_002,
    });
  });
});
