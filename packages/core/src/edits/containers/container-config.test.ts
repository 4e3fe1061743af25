import { describe, expect, it } from 'vitest';
import { mostConfigBytes } from '../../settings/config-size.ts';
import type { ContainerConfig, ContainerFile } from '../../settings/container-config.ts';
import { emptyConfig } from '../../settings/empty-config.ts';
import { errorOf, valueOf } from '../../testing/outcome.ts';
import { SampleLab } from '../../testing/sample-lab.ts';
import { toHostManifest } from '../../host-manifest/to-host-manifest.ts';
import { addContainer } from './add-container.ts';
import { addNetwork } from '../add-network.ts';

const file = (path: string, content = 'x', mode = 0o644): ContainerFile => ({ path, content, mode });
const sample = new SampleLab();

function adding(config: Partial<ContainerConfig>) {
  const input = { name: 'r1', image: 'router', networks: [] };
  const complete = { ...emptyConfig, ...config };
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
    expect(container.config).toEqual({ ...emptyConfig, files, defaultGateway: '10.0.1.1' });
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
          config: { ...emptyConfig, defaultGateway },
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

  it('has an environment, a command and commands to run, which reach its host', () => {
    const env = [
      { name: '_A1', value: '' },
      { name: 'GREETING', value: 'Grüße\t"$HOME"' },
    ];
    const command = ['sleep', 'infinity', ''];
    const exec = ['ip link add br0 type bridge', `sh -c 'echo "it works" >/tmp/a'`];
    const settings = { env, command, exec, user: '1000:nogroup', workingDir: '/srv/app.d' };
    const { lab, container } = valueOf(adding(settings));
    expect(container.config).toMatchObject(settings);
    expect(toHostManifest(lab, []).containers[0]).toMatchObject(settings);
    expect(adding({ user: '_apt', workingDir: '/' }).ok).toBe(true);
  });

  it.each<[string, Partial<ContainerConfig>, string, string]>([
    [
      'a variable without a name',
      { env: [{ name: '', value: '' }] },
      'env.0.name',
      'is not the name of a variable',
    ],
    ['a digit first', { env: [{ name: '1A', value: '' }] }, 'env.0.name', 'is not the name of a variable'],
    [
      'a sign in a name',
      { env: [{ name: 'A=B', value: '' }] },
      'env.0.name',
      'is not the name of a variable',
    ],
    [
      'a line end after a name',
      { env: [{ name: 'A\n', value: '' }] },
      'env.0.name',
      'is not the name of a variable',
    ],
    ['a long name', { env: [{ name: 'A'.repeat(129), value: '' }] }, 'env.0.name', 'has 129 characters'],
    ['a long value', { env: [{ name: 'A', value: 'x'.repeat(1025) }] }, 'env.0.value', 'has 1025 characters'],
    [
      'a line end in a value',
      { env: [{ name: 'A', value: 'x\ny' }] },
      'env.0.value',
      "'x\\u{a}y' has characters",
    ],
    ['half a character', { env: [{ name: 'A', value: '\ud83d' }] }, 'env.0.value', 'has characters'],
    ['an empty command', { command: [] }, 'command', 'Give 1 to 32, or null'],
    ['33 words', { command: Array<string>(33).fill('x') }, 'command', '33 words were given'],
    ['no program', { command: ['', 'x'] }, 'command.0', 'It is the program to run'],
    ['a long word', { command: ['x', 'x'.repeat(1025)] }, 'command.1', 'The word has 1025 characters'],
    ['a zero byte', { command: ['x', 'a\0b'] }, 'command.1', 'has control characters'],
    ['a user with a space', { user: 'web server' }, 'user', 'is no user'],
    ['a user with two groups', { user: '1:2:3' }, 'user', 'is no user'],
    ['no user', { user: '' }, 'user', 'is no user'],
    ['a relative folder', { workingDir: 'srv' }, 'workingDir', 'is not an absolute path'],
    ['a folder above its own', { workingDir: '/srv/..' }, 'workingDir', 'is not an absolute path'],
    ['a long folder', { workingDir: `/${'x'.repeat(200)}` }, 'workingDir', 'has 201 characters'],
    ['65 commands to run', { exec: Array<string>(65).fill('true') }, 'exec', '65 commands were given'],
    ['a long command to run', { exec: ['x'.repeat(1025)] }, 'exec.0', 'The command has 1025 characters'],
    ['a bell', { exec: ['true', 'echo \u0007'] }, 'exec.1', "'echo \\u{7}' has control characters"],
    ['a blank command', { exec: [' '] }, 'exec.0', 'names no program'],
    ['a program without a name', { exec: ["'' x"] }, 'exec.0', 'names no program'],
    ['an open quote', { exec: ["echo 'a"] }, 'exec.0', "has a quote ' that is not closed. Close it"],
    ['a last backslash', { exec: ['echo a\\'] }, 'exec.0', 'ends with a backslash'],
  ])('does not have %s', (_what, config, path, message) => {
    const error = errorOf(adding(config));
    expect(error).toMatchObject({
      kind: 'validation',
      issues: [{ path: ['config', ...path.split('.')], message: expect.stringContaining(message) }],
    });
  });

  it('has each variable once, and few', () => {
    const variables = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `A${index}`, value: '1' }));
    expect(adding({ env: variables(64), exec: Array<string>(64).fill('true') }).ok).toBe(true);
    expect(wrongPaths({ env: variables(65) })).toEqual(['config.env']);
    expect(wrongPaths({ env: [...variables(1), ...variables(1)] })).toEqual(['config.env.1.name']);
  });

  it('counts towards the bytes that one host command can carry for all containers', () => {
    const small = { env: [{ name: 'A', value: 'ü' }], command: ['sh', '-c', 'b'], exec: ['true'] };
    const lab = valueOf(adding({ ...small, files: [file('/a', 'x'.repeat(16_000))] })).lab;
    const config = { ...emptyConfig, files: [file('/a', 'x'.repeat(16_000))] };
    const input = { name: 'r2', image: 'router', networks: [], config };
    expect(errorOf(addContainer(lab, input, sample.context))).toMatchObject({
      kind: 'quota',
      limit: mostConfigBytes,
      used: 16_014,
    });
  });
});
