import { randomBytes } from 'node:crypto';
import {
  builtInImages,
  type HostManifest,
  type EditContext,
  labTemplates,
  newLabFromTemplate,
  toHostManifest,
} from '@pineapple/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { containerName } from './docker/docker-names.ts';
import { TestHost } from './testing/test-host.ts';

let host: TestHost;
const running: HostManifest[] = [];
beforeAll(async () => {
  host = await TestHost.start();
});
afterAll(async () => {
  await Promise.all(running.map((lab) => host.apply({ ...lab, ...nothing, revision: lab.revision + 100 })));
  await host[Symbol.asyncDispose]();
});

const nothing = { removed: true, networks: [], containers: [] };
const context: EditContext = {
  now: new Date().toISOString(),
  random: (size) => randomBytes(size),
  limits: { networksPerLab: 20, containersPerLab: 20, interfacesPerContainer: 16 },
  images: builtInImages,
};

/** Starts a lab from a template, and waits until every container is READY. */
async function bringUp(templateId: string) {
  const template = labTemplates.find(({ id }) => id === templateId);
  if (!template) throw new Error(`No such template: ${templateId}`);
  const made = newLabFromTemplate({ name: template.name, ownerId: 'usr_aaaaaaaaaaaa' }, template, context);
  if (!made.ok) throw new Error(made.error.message);
  const desired = toHostManifest({ ...made.value, revision: 1 }, builtInImages);
  running.push(desired);
  const report = await host.apply(desired);
  expect(report.steps.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  await host.events.until(`${templateId} READY`, () =>
    desired.containers.every(({ id }) => host.events.container(id)?.phase === 'READY'),
  );
  const idOf = (name: string): string => desired.containers.find((each) => each.name === name)?.id ?? name;
  return {
    desired,
    exec: (name: string, command: string) => host.exec(idOf(name), 'sh', '-c', command),
    /** Repeats a command in a container until it succeeds. Each attempt waits for its own timeout. */
    async until(name: string, command: string): Promise<string> {
      for (;;) {
        const { code, output } = await host.exec(idOf(name), 'sh', '-c', command);
        if (code === 0) return output;
      }
    },
    restart: (name: string) =>
      host.docker.transport.call('POST', `/containers/${containerName(idOf(name))}/restart`, { t: '1' }),
  };
}

const ping = (address: string): string => `ping -c 1 -W 1 ${address}`;

it('two hosts on one network reach each other by name', async () => {
  const lab = await bringUp('two-hosts');
  expect(await lab.exec('host-1', ping('host-2'))).toMatchObject({ code: 0 });
  expect(await lab.exec('host-2', ping('host-1'))).toMatchObject({ code: 0 });
});

it('hosts on two subnets reach each other through their router, also after a restart', async () => {
  const lab = await bringUp('routed-subnets');
  expect(await lab.exec('host-1', ping('10.0.2.10'))).toMatchObject({ code: 0 });
  expect((await lab.exec('host-1', 'traceroute -n -q 1 -w 1 10.0.2.10')).output).toContain('10.0.1.1');
  await lab.restart('host-1');
  await lab.until('host-1', ping('10.0.2.10'));
  expect((await lab.exec('host-1', 'ip route show default')).output).toBe('default via 10.0.1.1 dev eth0');
});

it('routers in a triangle learn all routes by OSPF, and take another when a link fails', async () => {
  const lab = await bringUp('ospf-triangle');
  for (const [from, to] of [
    ['host-1', '10.0.2.10'],
    ['host-1', '10.0.3.10'],
    ['host-2', '10.0.3.10'],
  ] as const) {
    await lab.until(from, ping(to));
  }
  // The log of a router begins without a complaint about daemons that are not there yet.
  const { output } = await lab.exec(
    'r1',
    'bash -c ". /usr/lib/frr/frrcommon.sh; daemon_stop nosuch --quiet" 2>&1',
  );
  expect(output).not.toContain('kill');
  // A ping may have taken the long way while two of the routers were not neighbours yet.
  await lab.until('r1', 'vtysh -c "show ip route ospf" | grep -q 10.0.23.0/30');
  await lab.until('host-1', 'traceroute -n -q 1 -w 1 10.0.2.10 | grep -q 10.0.12.2');
  await lab.exec('r1', 'ip link set eth1 down');
  await lab.until(
    'host-1',
    'traceroute -n -q 1 -w 1 10.0.2.10 | grep -q 10.0.13.2 && ping -c 1 -W 1 10.0.2.10',
  );
  // A restart keeps changes of the router's configuration, and does not restore the template's.
  await lab.exec(
    'r3',
    'vtysh -c "configure terminal" -c "ip route 10.9.9.9/32 blackhole" -c end -c "write memory"',
  );
  await lab.restart('r3');
  await lab.until('r3', 'ip route show 10.9.9.9 | grep -q blackhole');
});

it('two autonomous systems exchange their networks by BGP', async () => {
  const lab = await bringUp('bgp-pair');
  await lab.until('host-1', ping('10.2.0.10'));
  expect((await lab.exec('r1', 'vtysh -c "show bgp ipv4 unicast"')).output).toMatch(
    /\*> 10\.2\.0\.0\/24 .*65002 i/,
  );
  expect((await lab.exec('r2', 'vtysh -c "show ip route bgp"')).output).toContain('10.1.0.0/24');
});

it('every client gets the page of the web server', async () => {
  const lab = await bringUp('web-and-clients');
  for (const client of ['client-1', 'client-2', 'client-3']) {
    expect((await lab.exec(client, 'curl -s http://web')).output).toContain('<h1>web</h1>');
  }
});
