import { readFile } from 'node:fs/promises';
import type { ManifestContainer } from '@pineapple/core';
import { expect } from 'vitest';
import { containerName } from '../docker/docker-names.ts';
import { programState } from '../containers/program-state.ts';
import type { SampleLab } from './sample-lab.ts';
import type { TestHost } from './test-host.ts';
import { firstProcess, readRecord, witnessFiles } from './witness.ts';

/** Where the witness finds its configuration. */
const configPath = '/etc/app.conf';

/** A lab with a witness on a closed network and on one with egress, and a peer. */
export interface GateLab {
  readonly lab: SampleLab;
  readonly witness: ManifestContainer;
  readonly peer: ManifestContainer;
}

/** Makes the lab and its image, without applying it. */
export async function gateLab(host: TestHost, tag = 'witness'): Promise<GateLab> {
  const reference = await host.makeImage({
    reference: `${host.hostId}/${tag}:1`,
    changes: ['CMD ["/bin/witness"]'],
    files: witnessFiles,
  });
  const lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24');
  const wan = lab.network('wan', '10.0.2.0/24', true);
  const witness = lab.container('witness', reference, [
    [lan, '10.0.1.10'],
    [wan, '10.0.2.10'],
  ]);
  lab.change(witness.id, { files: [{ path: configPath, content: 'mode on\n', mode: 0o644 }] });
  const peer = lab.container('peer', host.image, [[lan, '10.0.1.11']]);
  return { lab, witness, peer };
}

/** Expects that the witness found everything at its first instruction after its latest start. */
export async function expectWholeSight(host: TestHost, { witness }: GateLab): Promise<void> {
  await expect.poll(() => readRecord(host, witness.id)).not.toBeNull();
  const sight = await readRecord(host, witness.id);
  const links = sight?.get('links') ?? '';
  for (const [index, { macAddress }] of witness.interfaces.entries()) {
    expect(links).toMatch(new RegExp(`eth${index}[:@].*\\bUP\\b.*${macAddress}`));
  }
  expect(links.match(/eth\d/g)?.length).toBe(2);
  const addresses = [...(sight?.get('addresses') ?? '').matchAll(/(eth\d)\s+inet (\S+)/g)];
  expect(addresses.map(([, name, address]) => `${name} ${address}`)).toEqual([
    'eth0 10.0.1.10/24',
    'eth1 10.0.2.10/24',
  ]);
  expect(sight?.get('routes')).toMatch(/^default via 10\.0\.2\.1 dev eth1/m);
  expect(sight?.get('hosts')).toMatch(/^10\.0\.1\.11\s+peer\b/m);
  expect(sight?.get('hosts')).toMatch(/^10\.0\.1\.10\s+witness\b/m);
  expect(sight?.get('resolver')).toMatch(/^nameserver 10\.0\.2\.1$/m);
  expect(sight?.get('file')).toBe('mode on');
  expect(sight?.get('hostname')).toBe('witness');
  expect(sight?.get('HOSTNAME')).toBe('witness');
}

/** Starts a container by Docker while no agent runs; resolves once it waits behind its gate. */
export async function restartWithoutAgent(host: TestHost, containerId: string): Promise<void> {
  const { StartedAt: before } = (await host.docker.inspectContainer(containerName(containerId))).State;
  await host.docker.transport.call('POST', `/containers/${containerName(containerId)}/restart`, { t: '0' });
  const { StartedAt: after } = (await host.docker.inspectContainer(containerName(containerId))).State;
  expect(after).not.toBe(before);
  await expect.poll(() => gateIsReached(host, containerId)).toBe(true);
}

/** Whether the first process below the container's init is the gate. */
async function gateIsReached(host: TestHost, containerId: string): Promise<boolean> {
  const pid = await firstProcess(host, containerId);
  const programs = await programsOf(pid);
  return programs.length === 2 && programs[1]?.[0] === '/.pineapple/gate';
}

/** Whether the container's program waits for the agent. */
export async function waits(host: TestHost, containerId: string): Promise<boolean> {
  return (await programState(await firstProcess(host, containerId))) === 'waits';
}

/** The command lines of a container's init and of its children, as words. */
export async function programsOf(pid: number): Promise<string[][]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const pids = [pid, ...children.trim().split(' ').filter(Boolean).map(Number)];
  return Promise.all(pids.map(async (each) => toWords(await readFile(`/proc/${each}/cmdline`, 'utf8'))));
}

function toWords(commandLine: string): string[] {
  const words = commandLine.split('\0');
  while (words.at(-1) === '') words.pop();
  return words;
}
