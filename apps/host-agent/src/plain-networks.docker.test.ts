import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ManifestNetwork } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SampleLab } from './testing/sample-lab.ts';
import { TestHost } from './testing/test-host.ts';

const run = promisify(execFile);

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

/** Sends a frame to a link-local group from one container and says whether the other one gets it. */
async function passesFrame(from: string, to: string, group: string): Promise<boolean> {
  const pid = async (id: string): Promise<number> =>
    (await host.docker.inspectContainer(`pn-${id}`)).State.Pid;
  const listen = `
import socket, sys
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
s.bind(('eth0', 0))
s.settimeout(3)
print('listening', flush=True)
try:
    while True:
        frame = s.recv(2000)
        if frame[:6].hex(':') == '${group}' and b'pineapple' in frame: break
    print('got it', flush=True)
except TimeoutError: print('nothing', flush=True)`;
  const send = `
import socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind(('eth0', 0))
s.send(bytes.fromhex('${group.replaceAll(':', '')}') + b'\\x02\\0\\0\\0\\0\\1' + b'\\x88\\xcc' + b'pineapple'.ljust(60))`;
  const inside = async (id: string): Promise<string> => `--net=/proc/${await pid(id)}/ns/net`;
  const listening = run('nsenter', [await inside(to), 'python3', '-c', listen]);
  await new Promise<void>((resolve) => listening.child.stdout?.once('data', () => resolve()));
  await run('nsenter', [await inside(from), 'python3', '-c', send]);
  return (await listening).stdout.includes('got it');
}

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
    expect(await sh(a.id, 'ping -c 1 -W 1 -s 8900 192.0.2.2')).toMatchObject({ code: 0 });
    await expect.poll(() => sh(a.id, 'ping -6 -c 1 -W 1 2001:db8::2')).toMatchObject({ code: 0 });
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
    expect(await sh(b.id, 'ping -c 1 -W 1 203.0.113.0')).toMatchObject({ code: 0 });
    expect(await sh(b.id, 'ping -6 -c 1 -W 1 a')).toMatchObject({ code: 0 });
  });

  it('is made anew while its container runs when its name or MAC address changes', async () => {
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
    expect(await sh(a.id, 'ping -c 1 -W 1 -s 3900 10.0.1.11')).toMatchObject({ code: 0 });
    // Set by hand on both ends, a larger one works.
    for (const { id } of [a, b]) await sh(id, 'ip link set dev eth0 mtu 9000');
    expect(await sh(a.id, 'ping -c 1 -W 1 -s 8900 10.0.1.11')).toMatchObject({ code: 0 });
  });

  it('fails its container with the reason when a setting does not exist', async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
    lab.change(a.id, { sysctls: [{ name: 'net.ipv4.no_such_thing', value: '1' }] });
    expect((await host.apply(lab.desired)).status).toBe('failed');
    await host.events.until('FAILED', () => host.events.phase(a.id) === 'FAILED');
    expect(host.events.container(a.id)?.reason).toBe(
      'A kernel parameter could not be set: the kernel has no setting net/ipv4/no_such_thing',
    );
  });
});

describe('link-local frames', () => {
  const kept = { pause: '01:80:c2:00:00:01', lacp: '01:80:c2:00:00:02' };
  const passed = { stp: '01:80:c2:00:00:00', eapol: '01:80:c2:00:00:03', lldp: '01:80:c2:00:00:0e' };

  it('all pass on a cable; a switch keeps PAUSE and LACP, as every bridge does', async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
    const b = lab.container('b', host.image, [[lan, '10.0.1.11']]);
    await host.applyUntilReady(lab);
    for (const group of Object.values({ ...kept, ...passed }))
      expect([group, await passesFrame(a.id, b.id, group)]).toEqual([group, true]);
    expect(await host.reaches(a.id, 'b')).toBe(true);

    // A cable again after one end restarted.
    lab.power(b.id, 'on');
    await host.applyUntilReady(lab);
    expect(await passesFrame(a.id, b.id, kept.lacp)).toBe(true);
    expect(await passesFrame(b.id, a.id, kept.pause)).toBe(true);

    const c = lab.container('c', host.image, [[lan, '10.0.1.12']]);
    await host.applyUntilReady(lab);
    for (const group of Object.values(passed)) expect(await passesFrame(a.id, b.id, group)).toBe(true);
    for (const group of Object.values(kept)) expect(await passesFrame(a.id, b.id, group)).toBe(false);
    expect(await host.reaches(c.id, 'a')).toBe(true);

    await host.apply(lab.without(c.id));
    expect(await passesFrame(a.id, b.id, kept.lacp)).toBe(true);
  });
});
