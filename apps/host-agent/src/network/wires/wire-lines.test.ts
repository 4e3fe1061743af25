import { expect, it } from 'vitest';
import { containerLines, fromAlias, labLines, toAlias } from './wire-lines.ts';

const containerId = 'ctr_aaaaaaaaaaaa_cccccc';
const networkId = 'net_aaaaaaaaaaaa_nnnnnn';
const wire = {
  networkId,
  name: 'eth0',
  macAddress: '02:00:00:00:00:01',
  addresses: ['10.0.1.10/24', 'fd00::10/64'],
  gateway: '10.0.1.1',
  routes: [],
  mtu: 1450,
};

it('makes both ends with the MTU and MAC address, and connects the lab’s end', () => {
  expect(labLines(containerId, 4711, [wire])).toEqual([
    'link add pbccccccnnnnnn mtu 65535 type veth peer name eth0 address 02:00:00:00:00:01 mtu 1450 netns 4711',
    'link set pbccccccnnnnnn master brnnnnnn up alias eth0|02:00:00:00:00:01|10.0.1.10/24,fd00::10/64|10.0.1.1',
  ]);
});

it('sets static routes of both families last, and has a digest of them in the alias', () => {
  const routes = [
    { destination: '10.0.9.0/24', gateway: '10.0.1.2' },
    { destination: '::/0', gateway: 'fd00::1' },
  ];
  expect(containerLines([{ ...wire, routes }]).slice(-3)).toEqual([
    'route replace default via 10.0.1.1 dev eth0',
    'route replace 10.0.9.0/24 via 10.0.1.2 dev eth0',
    'route replace ::/0 via fd00::1 dev eth0',
  ]);
  expect(toAlias({ ...wire, routesDigest: 'cafe' })).toMatch(/\|10\.0\.1\.1\|cafe$/);
});

it('sets the default route after all interfaces are up', () => {
  const second = { ...wire, name: 'eth1', addresses: [], gateway: null };
  expect(containerLines([wire, second])).toEqual([
    'addr add 10.0.1.10/24 brd + dev eth0',
    'addr add fd00::10/64 dev eth0 nodad',
    'link set dev eth0 up',
    'link set dev eth1 up',
    'route replace default via 10.0.1.1 dev eth0',
  ]);
});

it('reads back what an alias says, and nothing from an alias of others', () => {
  const { mtu: _, routes: __, ...plain } = wire;
  for (const each of [plain, { ...plain, addresses: [], gateway: null }, { ...plain, routesDigest: 'cafe' }])
    expect(fromAlias(networkId, toAlias(each))).toEqual(each);
  expect(fromAlias(networkId, 'docker:eth0')).toBeNull();
});
