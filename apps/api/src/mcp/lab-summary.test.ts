import { expect, test } from 'vitest';
import { type SummarisedLab, summarise } from './lab-summary.ts';

const perfect = {
  ...{ delayMs: 0, jitterMs: 0, lossPercent: 0, corruptPercent: 0, duplicatePercent: 0 },
  ...{ lossBurst: 0, lossStartPercent: 0, dropEvery: 0, dropMatching: null, blackHoleMtu: null },
  ...{ reorderPercent: 0, rateKbit: null },
};

/** A ring of routers with a host at each. */
function ring(routers: number): SummarisedLab {
  const link = (name: string, network: string, ipv4Address: string) => ({
    ...{ name, linkUp: true, ipv4Address, ipv6Address: null, network: { id: '', name: network } },
    quality: { toContainer: perfect, fromContainer: perfect, outage: null },
  });
  const node = (name: string, image: string, interfaces: ReturnType<typeof link>[]) => ({
    ...{ id: name, name, image: { name: image }, phase: 'READY', readiness: { reason: null }, interfaces },
  });
  const each = Array.from({ length: routers }, (_, index) => index);
  const subnet = (name: string, index: number) => ({
    ...{ name, phase: 'ACTIVE', reason: null, ipv4Subnet: `10.0.${index}.0/24` },
    ...{ ipv6Subnet: null, mtu: 1500, internet: false },
  });
  return {
    ...{ id: 'lab_01J9ZQ3V5W', name: 'Ring', revision: 40 },
    networks: each.map((index) => subnet(`net-${index}`, index)),
    containers: each.flatMap((index) => [
      node(`router-${index}`, 'router', [
        link('eth0', `net-${index}`, `10.0.${index}.1`),
        link('eth1', `net-${(index + 1) % routers}`, `10.0.${(index + 1) % routers}.2`),
      ]),
      node(`host-${index}`, 'host', [link('eth0', `net-${index}`, `10.0.${index}.10`)]),
    ]),
  };
}

test('takes at most 2 kB for 20 nodes', () => {
  expect(Buffer.byteLength(summarise(ring(10)))).toBeLessThanOrEqual(2_000);
});

test('says what is not as usual, and nothing else', () => {
  const lab = ring(1);
  const [router, host] = lab.containers;
  if (!router || !host) throw new Error('The ring is empty.');
  const changed: SummarisedLab = {
    ...lab,
    networks: lab.networks.map((each) => ({ ...each, ipv4Subnet: null, mtu: 9000, internet: true })),
    containers: [
      { ...router, phase: 'FAILED', readiness: { reason: 'it exited' } },
      {
        ...host,
        interfaces: host.interfaces.map((each) => ({
          ...each,
          linkUp: false,
          quality: {
            toContainer: { ...perfect, lossPercent: 5, rateKbit: 64 },
            fromContainer: perfect,
            outage: { downSeconds: 5, upSeconds: 10, since: null },
          },
        })),
      },
    ],
  };
  expect(summarise(changed).split('\n')).toEqual([
    'Ring (lab_01J9ZQ3V5W), revision 40: 1 of 2 nodes READY',
    'networks',
    'net-0 plain mtu 9000 internet',
    'nodes',
    'router-0 router FAILED (it exited) eth0=net-0 10.0.0.1, eth1=net-0 10.0.0.2',
    'host-0 host eth0=net-0 10.0.0.10 DOWN FLAPS 5 s down, 10 s up in[lossPercent 5 rateKbit 64]',
  ]);
});
