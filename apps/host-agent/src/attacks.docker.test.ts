import { readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { builtInImages, type ManifestContainer } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PacketRings } from './containers/limits/packet-rings.ts';
import { containerName } from './docker/docker-names.ts';
import { KernelStats } from './streams/stats/kernel-stats.ts';
import { findControlGroups } from './system/control-groups.ts';
import { attackerImage } from './testing/attacker-image.ts';
import type { SampleLab } from './testing/sample-lab.ts';
import { TestHost } from './testing/test-host.ts';

const toolImage = builtInImages.find(({ name }) => name === 'host')?.reference ?? 'none';

let host: TestHost;
let image: string;
let lab: SampleLab;
let attacker: ManifestContainer;
let victim: ManifestContainer;
/** It has tcpdump. */
let tools: ManifestContainer;
let flood: ManifestContainer;

beforeAll(async () => {
  host = await TestHost.start();
  image = await attackerImage(host);
  lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24');
  attacker = lab.container('attacker', image, [[lan, '10.0.1.10']]);
  victim = lab.container('victim', image, [[lan, '10.0.1.11']]);
  tools = lab.container('tools', toolImage, [[lan, '10.0.1.12']]);
  const flooding = await host.makeImage({
    reference: `${host.hostId}/flooding:1`,
    changes: ['CMD ["sh","-c","yes | head -c 6000000; touch /flooded; exec sleep infinity"]'],
  });
  flood = lab.container('flood', flooding);
  await host.applyUntilReady(lab);
});
afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

async function attack(words: string): Promise<string> {
  return (await host.exec(attacker.id, 'attacks', ...words.split(' '))).output;
}
async function inShell(command: string): Promise<{ code: number | null; output: string }> {
  return host.exec(attacker.id, 'sh', '-c', command);
}

describe("the kernel's interfaces for a container's root", () => {
  /** A socket of AF_VSOCK (40) reaches the hypervisor and, on a host of virtual machines, the machines beside it. */
  it('have no sockets beyond those of a network: VSOCK, ALG, XDP', async () => {
    for (const family of [40, 38, 44]) {
      expect(await attack(`family ${family}`)).not.toContain('done');
      expect(await attack(`family-with-upper-half ${family}`)).not.toContain('done');
    }
  });

  /** io_uring runs system calls past the seccomp filter, and was the way out of containers many times. */
  it('have no io_uring', async () => {
    expect(await attack('io-uring')).toBe('refused: ENOSYS');
  });

  /** Keyrings are per user and not per container: all labs' roots shared one, and its quota. */
  it('have no keyrings', async () => {
    for (const call of ['add-key', 'keyctl', 'request-key'])
      expect(await attack(call)).toBe('refused: EPERM');
  });

  /** A user namespace of one's own gives all capabilities over new namespaces, and so most of the kernel's code. */
  it('make no user namespaces and handle no page faults', async () => {
    expect(await attack('user-namespace')).toBe('refused: EPERM');
    expect(await attack('userfaultfd')).toBe('refused: EPERM');
  });

  /** 360 MB of UDP buffers lay outside the container's memory limit, which showed 17 MB. */
  it('force no larger socket buffers than the host allows', async () => {
    for (const option of ['receive-buffer', 'receive-buffer-with-upper-half', 'send-buffer'])
      expect(await attack(option)).toBe('refused: EPERM');
  });

  it('still serve ordinary programs and captures', async () => {
    expect(await attack('ordinary-options')).not.toContain('refused');
  });
});

/** PACKET_RX_RING took 1.3 GB, and the container's memory limit did not count it. */
describe('the rings of packet captures', () => {
  it('have a bound for each container, and leave those of others', async () => {
    const held =
      'setsid attacks rings 40 600 </dev/null >/tmp/rings 2>&1 & until [ -s /tmp/rings ]; do usleep 20000; done';
    await inShell(held);
    expect((await inShell('cat /tmp/rings')).output).toBe('rings: 15 ENOMEM');
    expect(await attack('ring 2')).toBe('refused: ENOMEM');
    expect((await host.exec(victim.id, 'attacks', 'rings', '3')).output).toBe('rings: 3');
    await inShell('killall attacks');
    await expect.poll(() => attack('ring 31')).toBe('done: 0');
    expect(await attack('ring 32')).toBe('refused: ENOMEM');
  });

  it('have no bound in 32-bit system calls, so these end their program', async () => {
    const { code, output } = await inShell('attacks ring-of-32-bit');
    // A kernel without 32-bit system calls ends it by itself, with SIGSEGV.
    expect([128 + 31 /* SIGSYS */, 128 + 11], output).toContain(code);
  });

  it('still serve captures, which take a smaller ring than they asked for', async () => {
    const capture =
      'ping -c 1000 -i 0.1 10.0.1.10 >/dev/null & timeout 90 tcpdump -i eth0 -B 65536 -c 2 -w /tmp/two icmp; kill $!';
    const { output } = await host.exec(tools.id, 'sh', '-c', capture);
    expect(output).toContain('2 packets captured');
  });
});

it('reports a host whose kernel can not bound the rings, and still starts its containers', async () => {
  const rings = await PacketRings.open('no/such/folder');
  expect(rings.limitation).toMatch(
    /^packet-rings: the kernel can't bound the memory of packet captures \(.+\)$/,
  );
  await rings.bound({ version: 2, path: '/no/such/group' });
  await rings.close();
});

/** A program that writes without end filled the host's disk. */
it('keeps two megabytes of what a container writes to its log', async () => {
  await expect.poll(() => host.exec(flood.id, 'cat', '/flooded')).toMatchObject({ code: 0 });
  const found = await host.docker.transport.call('GET', `/containers/${containerName(flood.id)}/json`);
  const folder = dirname(z.object({ LogPath: z.string() }).parse(found).LogPath);
  // Docker may still write, and give the files other names.
  const sizes = async (): Promise<number[]> => {
    const names = (await readdir(folder)).filter((name) => name.includes('-json.log'));
    return Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  };
  await expect.poll(sizes).toHaveLength(2);
  const total = async (): Promise<number> => (await sizes()).reduce((sum, size) => sum + size, 0);
  await expect.poll(total).toBeLessThan(2_200_000);
});

/** Twenty busy containers of one lab made another lab's container READY after 9 s instead of 1.2. */
it('has a share of the processors for each lab, however many containers it has', async () => {
  const other = host.lab();
  const alone = other.container('alone', image);
  await host.applyUntilReady(other);
  const busy = [attacker, victim, alone];
  // All on one processor, because each could have one of its own. Its terminal hangs up as soon as it is started.
  const spin = `trap "" HUP; setsid taskset ${await oneProcessor()} attacks spin </dev/null >/dev/null 2>&1 &`;
  for (const { id } of busy) expect((await host.exec(id, 'sh', '-c', spin)).code).toBe(0);
  const cpuOf = async ({ id }: ManifestContainer): Promise<number> => {
    const { Id, State } = await host.docker.inspectContainer(containerName(id));
    const groups = await findControlGroups(State.Pid, Id);
    if (groups === null) throw new Error('Its control groups are not mounted');
    const sample = await new KernelStats(State.Pid, groups).read();
    return Number(sample?.cpuNanos ?? 0n) / 1e9;
  };
  const used = async (): Promise<number[]> => Promise.all([cpuOf(alone), cpuOf(attacker)]);
  const before = await used();
  const grown = async (): Promise<number[]> => (await used()).map((now, index) => now - (before[index] ?? 0));
  await expect.poll(async () => (await grown())[0]).toBeGreaterThan(0.6);
  const [theirs = 0, one = 0] = await grown();
  // It is twice as much, and as much without shares.
  expect(theirs / one).toBeGreaterThan(1.5);
  for (const { id } of busy) await host.exec(id, 'killall', 'attacks');
});

/** Each processor has one queue for the frames of all links. */
it('takes no frames of other labs when it floods a cable', async () => {
  const [noisy, quiet] = [host.lab(), host.lab()].map((each) => {
    const lan = each.network('lan', '10.0.1.0/24');
    const [a] = ['10', '11'].map((last) => each.container(`c${last}`, image, [[lan, `10.0.1.${last}`]]));
    return { lab: each, id: a?.id ?? '' };
  });
  if (!noisy || !quiet) throw new Error('A lab is missing');
  for (const each of [noisy, quiet]) await host.applyUntilReady(each.lab);
  const flooding = host.exec(noisy.id, 'sh', '-c', 'attacks flood 4 & attacks flood 4; wait');
  const { output } = await host.exec(
    quiet.id,
    'ping',
    '-q',
    '-c',
    '20',
    '-i',
    '0.1',
    '-W',
    '10',
    '10.0.1.11',
  );
  expect((await host.apply(quiet.lab.desired)).steps).toEqual([]);
  expect(Number(/(\d+) packets received/.exec(output)?.[1]), output).toBeGreaterThanOrEqual(16);
  const sent = [...(await flooding).output.matchAll(/sent: (\d+)/g)].map(([, count]) => Number(count));
  expect(Math.min(...sent)).toBeGreaterThan(1000);
  expect(await host.reaches(noisy.id, '10.0.1.11')).toBe(true);
});

describe("the host's files that a container sees", () => {
  /** These tell of the host's memory, timers, keys and hardware, or act on it. */
  it('are empty or read-only', async () => {
    const { output: masked } = await inShell(
      'for f in kcore keys timer_list interrupts sched_debug latency_stats; do [ ! -e /proc/$f ] || head -c 1 /proc/$f | wc -c; done; ls -A /proc/scsi /proc/acpi /sys/firmware /sys/devices/virtual/powercap 2>/dev/null | grep -v : | wc -w',
    );
    expect(masked.split(/\s+/).filter((count) => count !== '0')).toEqual([]);
    for (const path of ['/proc/sysrq-trigger', '/proc/irq/default_smp_affinity', '/sys/kernel/mm/ksm/run'])
      expect((await inShell(`echo 0 > ${path}`)).code, path).not.toBe(0);
  });

  /** A device node of the host's disk gives all of its data. */
  it('are no devices, nor can one be made', async () => {
    for (const device of ['b 8 0', 'b 259 0', 'b 254 0', 'c 1 1', 'c 10 200'])
      expect((await inShell(`mknod /tmp/device ${device}`)).output).toContain('Operation not permitted');
    expect((await inShell('echo a > /sys/fs/cgroup/devices/devices.allow')).code).not.toBe(0);
  });

  /** Root in the container owns the files of its image, so only the list of its control group keeps it out. */
  it('are no devices that an image brings', async () => {
    const devices = { disk: 'b 7 0', log: 'c 1 11', memory: 'c 1 1' };
    const other = host.lab();
    const reference = await host.makeImage({ reference: `${host.hostId}/nodes:1`, devices });
    const { id } = other.container('nodes', reference);
    await host.applyUntilReady(other);
    for (const name of Object.keys(devices)) {
      const { output } = await host.exec(id, 'sh', '-c', `ls -ln /${name} && : < /${name}`);
      expect(output).toMatch(/^[bc].*Operation not permitted/s);
    }
  });

  /** A container that lowers it outlives the agent, the engine and other labs when the host's memory is full. */
  it('let no process escape the kernel that looks for memory', async () => {
    expect((await inShell('echo -1 > /proc/self/oom_score_adj')).code).not.toBe(0);
    // The engine can bind it to its value only where it has CAP_SYS_RESOURCE.
    const capabilities = /^CapEff:\s+(\w+)$/m.exec(await readFile('/proc/self/status', 'utf8'))?.[1];
    if ((BigInt(`0x${capabilities ?? '0'}`) >> 24n) % 2n === 1n)
      expect((await inShell('echo 0 > /proc/self/oom_score_adj')).code).not.toBe(0);
  });
});

describe('links of other network namespaces', () => {
  /**
   * A container's wire gives its namespace an id for the lab's. Netlink took that id with IFLA_TARGET_NETNSID and
   * listed and deleted other containers' links, because NET_ADMIN in the container counted in the host.
   */
  it('can neither be listed nor deleted by the id of their namespace', async () => {
    const found = await attack('links');
    const own = found.split('\n').find((line) => / pb\w+/.test(line));
    if (own) await attack(`delete-link ${own.split(' ').slice(0, 2).join(' ')}`);
    expect(await host.reaches(victim.id, '10.0.1.10')).toBe(true);
    expect(found).toBe('0 links');
    for (const change of ['delete-link 0 2', 'add-link 0 2'])
      expect(await attack(change)).toMatch(/refused: (EPERM|EACCES|EINVAL)/);
  });

  /** A closed lab got the id of its namespace while another of its containers started. */
  it('can not be listed while another container of the lab starts', async () => {
    await inShell('rm -f /tmp/stop');
    const watching = inShell('until [ -e /tmp/stop ]; do attacks links; done | sort -u');
    const [lan] = lab.desired.networks;
    if (lan) lab.container('late', image, [[lan, '10.0.1.13']]);
    await host.applyUntilReady(lab);
    await inShell('touch /tmp/stop');
    expect((await watching).output).toBe('0 links');
  });
});

describe('the hosts file of a container', () => {
  /** It is a file of the host outside the container's layer. Docker read 200 MB of it, and grew to 1 GB. */
  it('costs neither the agent nor Docker memory, however long it is', async () => {
    const other = lab.network('other', '10.0.2.0/24');
    await host.applyUntilReady(lab);
    const before = [await host.agent.memoryBytes(), await dockerMemory()];
    await inShell('for i in 1 2 3 4; do head -c 50000000 /dev/zero | tr "\\\\0" x >> /etc/hosts; done');
    for (let round = 0; round < 3; round += 1) {
      expect((await host.apply(lab.attach(attacker.id, other, '10.0.2.10'))).status).toBe('applied');
      expect((await host.apply(lab.detach(attacker.id, other.id))).status).toBe('applied');
    }
    const after = [await host.agent.memoryBytes(), await dockerMemory()];
    const grown = after.map((bytes, index) => (bytes - (before[index] ?? 0)) / 1e6);
    expect(Math.max(...grown)).toBeLessThan(80);
    // The names of others are written all the same, and its own again once it is restarted.
    expect(await host.reaches(victim.id, 'attacker')).toBe(true);
    await host.apply(lab.power(attacker.id, 'off'));
    lab.power(attacker.id, 'on');
    await host.applyUntilReady(lab);
    expect(await host.reaches(attacker.id, 'victim')).toBe(true);
  });
});

/** The first processor that programs of this machine may use, as a mask in hexadecimal digits. */
async function oneProcessor(): Promise<string> {
  const first = /^Cpus_allowed_list:\s+(\d+)/m.exec(await readFile('/proc/1/status', 'utf8'))?.[1];
  return (1n << BigInt(first ?? 0)).toString(16);
}

/** The most memory that an engine on this machine uses, in bytes. */
async function dockerMemory(): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const sizes = await Promise.all(
    pids.map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      return /^Name:\s+dockerd$/m.test(status)
        ? Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
        : 0;
    }),
  );
  return Math.max(...sizes);
}
