import { describe, expect, it } from 'vitest';
import type { ContainerConfig, ContainerFile } from '../container-config.ts';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { toHostManifest } from '../host-manifest/to-host-manifest.ts';
import { addContainer } from './add-container.ts';
import { addNetwork } from './add-network.ts';
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
  it('reaches its host, files and default gateway', () => {
    const files = [file('/etc/frr/frr.conf', 'hostname r1\n', 0o640)];
    const { lab, container } = valueOf(adding({ files, defaultGateway: '10.0.1.1' }));
    expect(container.config).toEqual({ files, defaultGateway: '10.0.1.1', sysctls: [] });
    // The gateway is a route of its interface. As a file, it could not be changed later.
    expect(toHostManifest(lab, []).containers[0]).toMatchObject({ files, defaultGateway: '10.0.1.1' });
  });

  it.each([
    '/a',
    '/etc/frr/frr.conf',
    '/srv/www/.well-known/x',
    '/root/.bashrc',
    '/opt/a b'.replace(' ', '_'),
    '/etc/hosts',
    '/etc/resolv.conf',
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

  it('has no default gateway that none of its interfaces reaches', () => {
    const { lab: withLan, network: lan } = valueOf(
      addNetwork(sample.lab, { name: 'lan', ipv4Subnet: '10.0.1.0/24', internet: false }, sample.context),
    );
    const on = (defaultGateway: string, ipv4Address: string | null, networks = [lan.id]) =>
      addContainer(
        withLan,
        {
          ...{ name: 'h1', image: 'host' },
          networks: networks.map((networkId) => ({ networkId, ipv4Address })),
          config: { files: [], defaultGateway, sysctls: [] },
        },
        sample.context,
      );
    const messageOf = (...wanted: Parameters<typeof on>): string => {
      const error = errorOf(on(...wanted));
      expect(error).toMatchObject({ issues: [{ path: ['config', 'defaultGateway'] }] });
      return error.message;
    };
    expect(on('10.0.1.1', '10.0.1.10').ok).toBe(true);
    // It can be connected to the router's network later.
    expect(on('10.0.9.1', null, []).ok).toBe(true);
    expect(messageOf('10.0.9.1', '10.0.1.10')).toBe(
      '10.0.9.1 is in none of the IPv4 subnets of the container (10.0.1.0/24). ' +
        "Choose the router's address on one of its networks, or also connect it to the router's network.",
    );
    expect(messageOf('10.0.1.10', '10.0.1.10')).toMatch(/^10\.0\.1\.10 is the container's own address\./);
  });

  it('has sysctls of the network, which reach its host', () => {
    const sysctls = [
      { name: 'net.ipv4.ip_forward', value: '1' },
      { name: 'net.ipv4.tcp_rmem', value: '4096 131072 6291456' },
      { name: 'net.ipv4.conf.eth0/100.rp_filter', value: '0' },
      { name: 'net.mpls.platform_labels', value: '1000' },
    ];
    const { lab, container } = valueOf(adding({ sysctls, defaultGateway: '10.0.1.1' }));
    expect(container.config?.sysctls).toEqual(sysctls);
    expect(toHostManifest(lab, []).containers[0]).toMatchObject({ sysctls, defaultGateway: '10.0.1.1' });
  });

  it.each([
    ['kernel.core_pattern', "is not below 'net.', and a container has no other sysctls of its own."],
    ['vm.swappiness', "is not below 'net.'"],
    ['', "is not below 'net.'"],
    ['net', "is not below 'net.'"],
    ['network.ipv4', "is not below 'net.'"],
    ['net.', 'is not the name of a sysctl. Write it with dots'],
    ['net..ipv4', 'is not the name of a sysctl'],
    ['net.ipv4.', 'is not the name of a sysctl'],
    ['net.../../kernel/core_pattern', 'is not the name of a sysctl'],
    ['net./../kernel', 'is not the name of a sysctl'],
    ['net.ipv4/..', 'is not the name of a sysctl'],
    ['net.ipv4.a//b', 'is not the name of a sysctl'],
    ['net.ipv4.ip_forward\n', 'is not the name of a sysctl'],
    [`net.${'x'.repeat(125)}`, 'has 129 characters. The name of a sysctl has at most 128.'],
  ])('may not have the sysctl %j', (name, message) => {
    const error = errorOf(adding({ sysctls: [{ name, value: '1' }] }));
    expect(error).toMatchObject({
      kind: 'validation',
      issues: [{ path: ['config', 'sysctls', '0', 'name'], message: expect.stringContaining(message) }],
    });
  });

  it('has few sysctls, each once and with a short value', () => {
    const sysctl = (name: string, value = '1') => ({ name, value });
    const many = (count: number) => Array.from({ length: count }, (_, index) => sysctl(`net.a.b${index}`));
    expect(adding({ sysctls: many(64) }).ok).toBe(true);
    expect(wrongPaths({ sysctls: many(65) })).toEqual(['config.sysctls']);
    expect(wrongPaths({ sysctls: [sysctl('net.a.b'), sysctl('net.a.b')] })).toEqual([
      'config.sysctls.1.name',
    ]);
    expect(adding({ sysctls: [sysctl('net.a.b', 'x'.repeat(128))] }).ok).toBe(true);
    for (const value of ['', 'x'.repeat(129), '1\n2', '1\0', 'ü']) {
      expect(wrongPaths({ sysctls: [sysctl('net.a.b', value)] })).toEqual(['config.sysctls.0.value']);
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
