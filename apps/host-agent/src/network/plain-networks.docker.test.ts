import type { ManifestNetwork } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendFrame } from '../testing/container-namespace.ts';
import { routerAdvertisement } from '../testing/raw-node.ts';
import type { SampleLab } from '../testing/sample-lab.ts';
import { TestHost } from '../testing/test-host.ts';

let host: TestHost;
beforeAll(async () => {
  host = await TestHost.start();
});
afterAll(() => host[Symbol.asyncDispose]());

/** Changes the last network of a lab. */
function remade(lab: SampleLab, change: Partial<ManifestNetwork>): ManifestNetwork {
  const network = { ...lab.desired.networks.at(-1), ...change } as ManifestNetwork;
  lab.desired = {
    ...lab.desired,
    networks: [...lab.desired.networks.slice(0, -1), network],
    revision: lab.desired.revision + 1,
  };
  return network;
}

const sh = (containerId: string, script: string) => host.exec(containerId, 'sh', '-c', script);

describe('a network without subnets', () => {
  it('carries what its containers configure by hand, IPv6 and large frames too', async () => {
    const lab = host.lab();
    lab.network('lan', '10.0.1.0/24');
    const lan = remade(lab, { ipv4Subnet: null, mtu: 9000 });
    const [a, b] = ['a', 'b'].map((name) => lab.container(name, host.image, [[lan, '10.0.1.1']]));
    if (!a || !b) throw new Error('The lab lacks a container');
    for (const [index, { id, interfaces }] of [a, b].entries())
      lab.change(id, {
        interfaces: interfaces.map((each) => ({
          ...each,
          ...{ ipv4Address: null, macAddress: `02:00:00:00:00:0${index + 1}` },
        })),
      });
    await host.applyUntilReady(lab);
    expect((await sh(a.id, 'ip -4 -o addr show dev eth0; ip route')).output).toBe('');

    for (const [index, { id }] of [a, b].entries())
      await sh(
        id,
        `ip addr add 192.0.2.${index + 1}/24 dev eth0; ip addr add 2001:db8::${index + 1}/64 dev eth0`,
      );
    expect(await sh(a.id, 'ping -c 1 -W 10 -s 8900 192.0.2.2')).toMatchObject({ code: 0 });
    await expect.poll(() => sh(a.id, 'ping -6 -c 1 -W 2 2001:db8::2')).toMatchObject({ code: 0 });
  });
});

describe('an interface', () => {
  it('has its chosen name, MAC address and addresses of both families, and its container the settings', async () => {
    const lab = host.lab();
    lab.network('lan', '203.0.113.0/31');
    const lan = remade(lab, { ipv6Subnet: 'fd00:0:0:1::/64' });
    const [a, b] = ['a', 'b'].map((name, index) =>
      lab.container(name, host.image, [[lan, `203.0.113.${index}`]]),
    );
    if (!a || !b) throw new Error('The lab lacks a container');
    lab.change(a.id, {
      interfaces: a.interfaces.map((each) => ({ ...each, name: 'wan0', ipv6Address: 'fd00:0:0:1::a' })),
      sysctls: [
        { name: 'net.ipv4.ip_forward', value: '1' },
        { name: 'net.ipv4.conf.wan0.rp_filter', value: '2' },
      ],
    });
    lab.change(b.id, {
      interfaces: b.interfaces.map((each) => ({ ...each, ipv6Address: 'fd00:0:0:1::b' })),
    });
    await host.applyUntilReady(lab);
    expect(host.events.container(a.id)?.interfaces).toEqual([{ networkId: lan.id, name: 'wan0' }]);
    const { output } = await sh(a.id, 'ip -o addr show dev wan0; cat /proc/sys/net/ipv4/conf/wan0/rp_filter');
    expect(output).toContain('203.0.113.0/31');
    expect(output).toContain('fd00:0:0:1::a/64');
    expect(output.trim().endsWith('2')).toBe(true);
    expect((await sh(a.id, 'cat /proc/sys/net/ipv4/ip_forward')).output).toBe('1');
    expect(await sh(b.id, 'ping -c 1 -W 10 203.0.113.0')).toMatchObject({ code: 0 });
    expect(await sh(b.id, 'ping -6 -c 1 -W 10 a')).toMatchObject({ code: 0 });
  });

  it('is replaced while its container runs when its name or MAC address changes', async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
    await host.applyUntilReady(lab);
    await sh(a.id, 'touch /tmp/same-process');
    const changed = a.interfaces.map((each) => ({ ...each, name: 'lan0', macAddress: '02:aa:00:00:00:01' }));
    const report = await host.apply(lab.change(a.id, { interfaces: changed }));
    expect(report.steps.map(({ action }) => action)).toEqual(['disconnect', 'connect']);
    expect(await sh(a.id, 'cat /sys/class/net/lan0/address /tmp/same-process')).toMatchObject({
      output: '02:aa:00:00:00:01',
    });
  });

  it('changes its MTU with its network, while its container runs', async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
    const b = lab.container('b', host.image, [[lan, '10.0.1.11']]);
    await host.applyUntilReady(lab);
    remade(lab, { mtu: 4000 });
    const report = await host.apply(lab.desired);
    expect(report.steps.map(({ action }) => action)).toEqual(['change-network']);
    for (const { id } of [a, b]) expect((await sh(id, 'cat /sys/class/net/eth0/mtu')).output).toBe('4000');
    expect(await sh(a.id, 'ping -c 1 -W 10 -s 3900 10.0.1.11')).toMatchObject({ code: 0 });
    // The ends of the range. 20 bytes of IP and 8 of ICMP come before the data.
    for (const mtu of [68, 9500]) {
      remade(lab, { mtu });
      expect((await host.apply(lab.desired)).status).toBe('applied');
      for (const { id } of [a, b])
        expect((await sh(id, 'cat /sys/class/net/eth0/mtu')).output).toBe(`${mtu}`);
      expect(await sh(a.id, `ping -c 1 -W 10 -s ${mtu - 28} 10.0.1.11`)).toMatchObject({ code: 0 });
    }
    // Set by hand on both ends, a larger one works.
    for (const { id } of [a, b]) await sh(id, 'ip link set dev eth0 mtu 20000');
    expect(await sh(a.id, 'ping -c 1 -W 10 -s 19900 10.0.1.11')).toMatchObject({ code: 0 });
  });

  it.each([
    [
      'does not exist',
      'net.ipv4.no_such_thing',
      'A kernel parameter could not be set: the kernel has no setting net/ipv4/no_such_thing',
    ],
    [
      "is the whole host's",
      'net.netfilter.nf_hooks_lwtunnel',
      "The setting net/netfilter/nf_hooks_lwtunnel is the whole host's. Remove it from the container.",
    ],
  ])('fails its container with the reason when a setting %s', async (_, name, reason) => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
    lab.change(a.id, { sysctls: [{ name, value: '1' }] });
    expect((await host.apply(lab.desired)).status).toBe('failed');
    await host.events.until('FAILED', () => host.events.phase(a.id) === 'FAILED');
    expect(host.events.container(a.id)?.reason).toBe(reason);
  });

  it('takes no address from a router that advertises one, unless its container asks for that', async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const router = lab.container('router', host.image, [[lan, '10.0.1.1']]);
    const a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
    const asks = lab.container('asks', host.image, [[lan, '10.0.1.11']]);
    lab.change(asks.id, { sysctls: [{ name: 'net.ipv6.conf.eth0.accept_ra', value: '1' }] });
    await host.applyUntilReady(lab);
    await sendFrame(host, router.id, routerAdvertisement(router.interfaces[0]?.macAddress ?? ''));
    const addresses = async (id: string): Promise<string> =>
      (await sh(id, 'ip -6 -o addr show dev eth0')).output;
    await expect.poll(() => addresses(asks.id)).toContain('2001:db8:5:');
    expect(await addresses(a.id)).not.toContain('2001:db8:5:');
  });

  it('is not made over one of that name that root in the container made, until that is gone', async () => {
    const lab = host.lab();
    const [lan, wan] = [lab.network('lan', '10.0.1.0/24'), lab.network('wan', '10.0.2.0/24')];
    const a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
    await host.applyUntilReady(lab);
    await sh(a.id, 'ip link add eth1 type bridge');
    const refused = await host.apply(lab.attach(a.id, wan, '10.0.2.10'));
    expect(refused.status).toBe('failed');
    expect(refused.message).toContain('The container has an interface eth1 of its own');
    expect((await sh(a.id, 'ip link show eth1')).code).toBe(0);
    await sh(a.id, 'ip link del eth1');
    expect((await host.apply(lab.desired)).steps.map(({ action }) => action)).toEqual(['connect']);
    expect((await sh(a.id, 'ip addr show dev eth1')).output).toContain('10.0.2.10/24');
  });
});
