import { describe, expect, it } from 'vitest';
import { nameLines, resolverText, withNames, withResolver } from './name-lines.ts';

const link = (networkId: string, ipv4Address: string) => ({
  networkId,
  name: '',
  ipv4Address,
  ipv6Address: null as string | null,
  macAddress: '',
});
const network = (id: string) => ({
  ...{ id, name: id, ipv4Subnet: '10.0.1.0/24', ipv6Subnet: null },
  ...{ internet: false, mtu: 1500, overlay: null },
});
const container = (name: string, ...interfaces: ReturnType<typeof link>[]) => ({
  ...{ id: name, name, image: 'host', imageReference: 'host', power: 'on' as const, generation: 1 },
  ...{
    requestedAt: '',
    files: [],
    sysctls: [],
    env: [],
    entrypoint: null,
    command: null,
    user: null,
    workingDir: null,
    exec: [],
    waitFor: [],
    onStop: [],
    cpus: null,
    memoryMb: null,
    defaultGateway: null,
    routes: [],
    interfaces,
  },
});
const alpha = container('alpha', link('lan', '10.0.1.2'));
const router = container('router', link('lan', '10.0.1.1'), link('wan', '10.0.2.1'));
const far = {
  name: 'far',
  addresses: [{ networkId: 'wan', ipv4Address: '10.0.2.9', ipv6Address: 'fd00::9' }],
};
const lab = {
  networks: [network('lan'), network('wan')],
  containers: [alpha, router, container('alone')],
  neighbours: [far, { name: 'nowhere', addresses: [] }],
};
const names = (own: typeof alpha) =>
  nameLines(lab, own).map((line) => line.replace(/\s+# lab$/, '').split('\t'));

describe('the names in a hosts file', () => {
  it('are those of shared networks, at the addresses there, the own name first', () => {
    expect(names(alpha)).toEqual([
      ['10.0.1.2', 'alpha'],
      ['10.0.1.1', 'router'],
    ]);
    expect(names(router)).toEqual([
      ['10.0.1.1', 'router'],
      ['10.0.2.1', 'router'],
      ['10.0.1.2', 'alpha'],
      ['10.0.2.9', 'far'],
      ['fd00::9', 'far'],
    ]);
    expect(names(container('alone'))).toEqual([]);
  });

  it('come last, replace earlier ones, and are removed completely', () => {
    const docker = '127.0.0.1\tlocalhost\n10.9.9.9\tmine\n';
    const [first, second] = [nameLines(lab, alpha), nameLines(lab, router)];
    const once = withNames(docker, first);
    expect(once.startsWith(docker)).toBe(true);
    expect(withNames(once, second)).toBe(withNames(docker, second));
    expect(withNames(once, [])).toBe(docker);
  });
});

it('asks the gateway for other names, and no server on closed networks', () => {
  expect(resolverText('10.0.1.1')).toMatch(/^nameserver 10\.0\.1\.1\n/);
  expect(resolverText(null)).toBe('');
});

it('follows a gateway that comes, changes or goes, and keeps what root wrote', () => {
  const [first, second] = [resolverText('10.0.1.1'), resolverText('10.0.2.1')];
  expect(withResolver('', first)).toBe(first);
  expect(withResolver(first, second)).toBe(second);
  expect(withResolver(second, '')).toBe('');
  for (const own of ['nameserver 192.0.2.53\n', `search lab\n${first}`])
    expect(withResolver(own, first)).toBe(own);
});
