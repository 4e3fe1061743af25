import type { ManifestContainer, ManifestNetwork } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SampleLab } from './testing/sample-lab.ts';
import { TestHost } from './testing/test-host.ts';

interface Twin {
  readonly lab: SampleLab;
  readonly lan: ManifestNetwork;
  readonly attacker: ManifestContainer;
  readonly victim: ManifestContainer;
}

let host: TestHost;
let [one, two]: Twin[] = [];

async function twin(): Promise<Twin> {
  const lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24');
  const attacker = lab.container('attacker', host.image, [[lan, '10.0.1.10']]);
  const victim = lab.container('victim', host.image, [[lan, '10.0.1.11']]);
  await host.applyUntilReady(lab);
  return { lab, lan, attacker, victim };
}

beforeAll(async () => {
  host = await TestHost.start();
  [one, two] = [await twin(), await twin()];
});
afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

async function fails(container: ManifestContainer | undefined, command: string): Promise<string> {
  const { code, output } = await host.exec(container?.id ?? '', 'sh', '-c', command);
  expect(code, `${command}: ${output}`).not.toBe(0);
  return output;
}

describe('two labs with the same subnets and addresses', () => {
  it('run at the same time, each with its own containers behind the same addresses and names', async () => {
    for (const { attacker, victim } of [one, two].filter((each) => each !== undefined)) {
      expect(await host.reaches(attacker.id, '10.0.1.11')).toBe(true);
      expect(await host.reaches(attacker.id, 'victim')).toBe(true);
      await host.exec(victim.id, 'sh', '-c', `echo ${victim.id} > /www/index.html; httpd -h /www`);
      const { output } = await host.exec(attacker.id, 'wget', '-qO-', 'http://victim/');
      expect(output).toBe(victim.id);
    }
  });

  it('cannot reach each other', async () => {
    const lab = two?.lab;
    const lan = two?.lan;
    if (!lab || !lan) throw new Error('The second lab is missing');
    const only = lab.container('only', host.image, [[lan, '10.0.1.77']]);
    await host.applyUntilReady(lab);
    expect(await host.reaches(two?.attacker.id ?? '', '10.0.1.77')).toBe(true);
    const attempts = ['ping -c1 -W1 10.0.1.77', 'arping -c2 -w2 -I eth0 10.0.1.77'];
    await Promise.all(attempts.map((command) => fails(one?.attacker, command)));
    expect(await host.reaches(only.id, 'victim')).toBe(true);
  });

  it("are not affected when one spoofs the other's IP addresses, MAC addresses and ARP entries", async () => {
    const spoof = [
      'ip addr add 10.0.1.11/24 dev eth0',
      'ip link set eth0 down; ip link set eth0 address 02:00:00:00:00:99; ip link set eth0 up',
      // Each waits a second after every packet that it sends.
      'arping -U -c 2 -I eth0 10.0.1.11 >/dev/null & arping -A -c 2 -I eth0 10.0.1.11 >/dev/null & wait',
    ].join('; ');
    await host.exec(one?.attacker.id ?? '', 'sh', '-c', spoof);
    const { output } = await host.exec(two?.attacker.id ?? '', 'wget', '-qO-', 'http://10.0.1.11/');
    expect(output).toBe(two?.victim.id);
    const neighbours = await host.exec(two?.attacker.id ?? '', 'ip', 'neigh');
    expect(neighbours.output).not.toContain('02:00:00:00:00:99');
  });

  it('keep their links when the other reconfigures its interface', async () => {
    const tear =
      'ip link set eth0 name evil0; ip link add link evil0 name v9 type vlan id 9; ip link set v9 up; ip link set evil0 down; true';
    await host.exec(one?.attacker.id ?? '', 'sh', '-c', tear);
    expect(await host.reaches(two?.attacker.id ?? '', 'victim')).toBe(true);
    // The removal still succeeds when a container has renamed its interface or taken it down.
    expect((await host.apply(one?.lab.removed() ?? two?.lab.desired ?? never())).status).toBe('applied');
  });
});

describe('root in a container', () => {
  it('cannot mount, open devices, load modules or change kernel settings', async () => {
    const root = two?.attacker;
    await fails(root, 'mount -t tmpfs none /tmp');
    await fails(root, 'mknod /tmp/disk b 8 0');
    await fails(root, 'echo 1 > /proc/sys/kernel/sysrq');
    await fails(root, 'echo b > /proc/sysrq-trigger');
    await fails(root, 'echo 1 > /proc/sys/vm/drop_caches');
    await fails(root, 'insmod /tmp/x.ko');
    await fails(root, 'ls /dev/mem /dev/kmsg /dev/sda /dev/vda');
    await fails(root, 'unshare -m true');
    await fails(root, 'chroot /proc/1/root mount -t proc none /proc');
    expect((await host.exec(root?.id ?? '', 'date', '-s', '2000-01-01 00:00')).output).toContain(
      'Operation not permitted',
    );
    await fails(root, 'dmesg');
  });

  it('has exactly the capabilities of a network node, and cannot gain more', async () => {
    const { output } = await host.exec(
      two?.attacker.id ?? '',
      'sh',
      '-c',
      'grep -E "Cap(Eff|Bnd)|NoNewPrivs|Seccomp:" /proc/self/status',
    );
    const fields = Object.fromEntries(output.split('\n').map((line) => line.trim().split(/:\s+/)));
    // AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_ADMIN NET_BIND_SERVICE NET_RAW SETGID SETPCAP SETUID SYS_CHROOT
    const bits = [29, 0, 1, 3, 4, 5, 12, 10, 13, 6, 8, 7, 18].reduce(
      (sum, bit) => sum | (1n << BigInt(bit)),
      0n,
    );
    expect(BigInt(`0x${fields['CapEff'] ?? ''}`)).toBe(bits);
    expect(BigInt(`0x${fields['CapBnd'] ?? ''}`)).toBe(bits);
    expect(fields['NoNewPrivs']).toBe('1');
    expect(fields['Seccomp']).toBe('2');
  });

  it('is limited in memory, processors and processes', async () => {
    const details = await host.docker.transport.call('GET', `/containers/pn-${two?.attacker.id ?? ''}/json`);
    expect(details).toMatchObject({
      HostConfig: {
        Memory: 512 * 1024 * 1024,
        MemorySwap: 512 * 1024 * 1024,
        NanoCpus: 1e9,
        PidsLimit: 256,
        Privileged: false,
        IpcMode: 'private',
        PortBindings: {},
        RestartPolicy: { Name: 'no' },
      },
    });
    const { Mounts } = details as { Mounts: { Destination: string; RW: boolean }[] };
    expect(new Map(Mounts.map(({ Destination, RW }) => [Destination, RW]))).toEqual(
      new Map([
        ['/.pineapple', false],
        ['/etc/hosts', true],
        ['/etc/resolv.conf', true],
      ]),
    );
    const bomb = await host.exec(
      two?.attacker.id ?? '',
      'sh',
      '-c',
      'i=0; while [ $i -lt 400 ]; do sleep 20 & i=$((i+1)); done 2>&1; killall sleep',
    );
    expect(bomb.output).toMatch(/can't fork|Resource temporarily unavailable/);
  });

  it('sees only its own processes, host name and links', async () => {
    const { output } = await host.exec(
      two?.victim.id ?? '',
      'sh',
      '-c',
      'hostname; ls /sys/class/net; ls /proc | grep -cE "^[0-9]+$"',
    );
    const [name, ...rest] = output.split(/\s+/);
    expect(name).toBe('victim');
    expect(rest.slice(0, -1).toSorted()).toEqual(['eth0', 'lo']);
    expect(Number(rest.at(-1))).toBeLessThan(10);
  });
});

function never(): never {
  throw new Error('The second lab is missing');
}
