import { builtInImages, type ManifestContainer } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from '../testing/container-namespace.ts';
import { TestHost } from '../testing/test-host.ts';

/** It has iproute2, nftables and iptables. */
const toolImage = builtInImages.find(({ name }) => name === 'host')?.reference ?? 'none';

/** What a network engineer sets up as root, by what the kernel needs for it. */
const commands: Readonly<Record<string, string>> = {
  'VLAN filter': 'ip link add t0 type bridge vlan_filtering 1',
  dummy: 'ip link add t0 type dummy',
  VLAN: 'ip link add link eth0 name t0 type vlan id 5',
  VXLAN: 'ip link add t0 type vxlan id 7 dstport 4789 remote 10.0.1.11 dev eth0',
  bridge: 'ip link add t0 type bridge',
  bond: 'ip link add t0 type bond mode 802.3ad',
  VRF: 'ip link add t0 type vrf table 10',
  GRE: 'ip link add t0 type gre remote 10.0.1.11 local 10.0.1.10',
  WireGuard: 'ip link add t0 type wireguard',
  macvlan: 'ip link add t0 link eth0 type macvlan mode bridge',
  veth: 'ip link add t0 type veth peer name t1',
  'tc netem': 'tc qdisc add dev eth0 root netem delay 1ms',
  'tc tbf': 'tc qdisc add dev eth0 root tbf rate 100mbit burst 32k latency 50ms',
  'tc htb': 'tc qdisc add dev eth0 root htb default 1',
  nftables: 'nft add table inet own && nft add chain inet own c "{ type filter hook input priority 0; }"',
  'nftables NAT':
    'nft add table ip own && nft add chain ip own c "{ type nat hook postrouting priority 100; }"',
  iptables: 'iptables -A INPUT -p tcp --dport 9 -j DROP',
  'policy routing':
    'ip rule add from 10.9.0.0/16 lookup 99 && ip route add 10.8.0.0/16 via 10.0.1.11 table 99',
};

/** Whether this kernel can do it for the machine's own root, in a new namespace with an interface like a container's. */
async function kernelHas(command: string): Promise<boolean> {
  const peer =
    'ip link add eth0 type veth peer name p0 && ip addr add 10.0.1.10/24 dev eth0 && ip link set eth0 up';
  const script = `${peer} && ip link set p0 up && ${command}`;
  return runHere('unshare', '--net', 'sh', '-c', script).then(
    () => true,
    () => false,
  );
}

const probed = await Promise.all(
  Object.entries(commands).map(async ([name, command]) => ({ name, command, has: await kernelHas(command) })),
);
const possible = probed.filter(({ has }) => has);
const missing = probed.filter(({ has }) => !has).map(({ name }) => name);

let host: TestHost;
let own: ManifestContainer;
let other: ManifestContainer;
beforeAll(async () => {
  host = await TestHost.start();
  const make = async (): Promise<ManifestContainer> => {
    const lab = host.lab();
    const made = lab.container('own', toolImage, [[lab.network('lan', '10.0.1.0/24'), '10.0.1.10']]);
    await host.applyUntilReady(lab);
    return made;
  };
  [own, other] = [await make(), await make()];
});
afterAll(() => host[Symbol.asyncDispose]());

describe(`root in a container (this kernel lacks ${missing.join(', ') || 'nothing'})`, () => {
  it.each(possible)('may set up $name', async ({ command }) => {
    const state = 'ip -o link; ip rule; tc qdisc; nft list ruleset; iptables -S; ip route show table all';
    const stateOf = async ({ id }: ManifestContainer): Promise<string> =>
      (await host.exec(id, 'sh', '-c', `{ ${state}; } | sha256sum`)).output;
    const [before, others] = [await stateOf(own), await stateOf(other)];
    const { code, output } = await host.exec(own.id, 'sh', '-c', command);
    expect(code, output).toBe(0);
    expect(await stateOf(own)).not.toBe(before);
    expect(await stateOf(other)).toBe(others);
    const undo = 'ip link del t0; tc qdisc del dev eth0 root; nft flush ruleset; ip rule del lookup 99; true';
    await host.exec(own.id, 'sh', '-c', undo);
  });

  it('has the basic devices at least', () => {
    expect(possible.map(({ name }) => name)).toEqual(expect.arrayContaining(['bridge', 'veth', 'nftables']));
  });
});
