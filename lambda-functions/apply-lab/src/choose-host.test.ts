import { expect, test } from 'vitest';
import { chooseHost } from './choose-host.ts';

const hosts = ['mi-1', 'mi-2', 'mi-3'];
const docker = (hostId: string, up: boolean) => ({ hostId, docker: { up, version: null, reason: null } });
const labs = Array.from({ length: 300 }, (_, index) => `lab_${String(index).padStart(12, 'a')}`);

test('no host is chosen when none is online', () => {
  expect(chooseHost('lab_a', [], [docker('mi-1', true)])).toBeNull();
});

test('a lab is given the same host whatever order the hosts come in', () => {
  for (const labId of labs)
    expect(chooseHost(labId, hosts, [])).toBe(chooseHost(labId, hosts.toReversed(), []));
});

test('labs spread over all hosts', () => {
  const counts = Map.groupBy(labs, (labId) => chooseHost(labId, hosts, []));
  for (const hostId of hosts) expect(counts.get(hostId)?.length).toBeGreaterThan(60);
});

test('a host whose Docker is down is left out while another is up', () => {
  const reports = [docker('mi-1', false), docker('mi-2', false)];
  for (const labId of labs) expect(chooseHost(labId, hosts, reports)).toBe('mi-3');
});

test('a host whose Docker is down is taken when there is no other, for its Docker may be back by then', () => {
  expect(chooseHost('lab_a', ['mi-1'], [docker('mi-1', false)])).toBe('mi-1');
});
