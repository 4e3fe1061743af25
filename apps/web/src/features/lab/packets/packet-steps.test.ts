import type { PacketHop, PacketTrip } from '@pineapple/core';
import { expect, it } from 'vitest';
import type { Connector } from '../canvas/map-lab.ts';
import { lastSteps, packetSteps } from './packet-steps.ts';

/** An ARP request: who has 10.0.0.2? Tell 10.0.0.1. */
const arp = new Uint8Array(
  Buffer.from('ffffffffffff02000000000a0806000108000604000102000000000a0a0000010000000000000a000002', 'hex'),
);
const connectors = new Map(
  ['alpha', 'r1', 'beta'].map((containerName): [string, Connector] => {
    const [id, networkName] = [`${containerName}~lan`, 'lan'];
    const facts = { containerId: containerName, networkId: 'lan', containerName, networkName };
    const rest = { name: 'eth0', addresses: '', label: '', state: 'up', quality: null } as const;
    return [id, { id, ...facts, ...rest }];
  }),
);
const hop = (containerId: string, isFromContainer: boolean, seconds: number): PacketHop => ({
  ...{ wire: { containerId, networkId: 'lan' }, isFromContainer, at: BigInt(seconds) * 1_000_000_000n },
});
const trip = (id: string, ...hops: PacketHop[]): PacketTrip => ({ id, hops, bytes: arp });

it('says in words who sends what, and to whom it comes', () => {
  const steps = packetSteps(
    [trip('1', hop('alpha', true, 0), hop('r1', false, 0), hop('beta', false, 0), hop('gone', false, 0))],
    connectors,
  );
  expect(steps.map(({ text, wires }) => [text, wires])).toEqual([
    ['alpha → lan: ARP Who has 10.0.0.2? Tell 10.0.0.1', ['alpha~lan']],
    ['lan → r1 and beta: ARP Who has 10.0.0.2? Tell 10.0.0.1', ['r1~lan', 'beta~lan']],
  ]);
});

it('keeps the last ten seconds, in the order of time', () => {
  const trips = [
    trip('late', hop('r1', true, 20)),
    trip('old', hop('r1', true, 9)),
    trip('new', hop('r1', true, 10)),
  ];
  expect(lastSteps(packetSteps(trips, connectors)).map(({ tripId }) => tripId)).toEqual(['new', 'late']);
});
