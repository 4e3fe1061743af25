import { describe, expect, it } from 'vitest';
import { chooseWires } from './choose-wires.ts';
import {
  hopsTogether,
  type KnownWire,
  type PacketHop,
  packetTrips,
  type PacketTrip,
  type Sighting,
} from './packet-trips.ts';

const mac = (last: string): string => `02:00:00:00:00:${last}`;
const wire = (containerId: string, networkId: string, last: string): KnownWire => ({
  ...{ containerId, networkId, macAddress: mac(last) },
});
/** alpha – lan – r1 – wan – beta, with gamma on lan. */
const wires = [
  wire('alpha', 'lan', '0a'),
  wire('gamma', 'lan', '0c'),
  wire('r1', 'lan', '01'),
  wire('r1', 'wan', '02'),
  wire('beta', 'wan', '0b'),
];
const bytes = (...parts: string[]): Uint8Array =>
  new Uint8Array(Buffer.from(parts.join('').replaceAll(/[\s:]/g, ''), 'hex'));
/** An IPv4 packet with a ping; a router changes the time to live and the checksum. */
const ping = (from: string, to: string, ttl: string, checksum: string, sequence = '0001'): Uint8Array =>
  bytes(
    mac(to),
    mac(from),
    '0800 4500 001c 0001 0000',
    ttl,
    '01',
    checksum,
    '0a000001 0a000102 0800 0000 0007',
    sequence,
  );
const arp = (from: string): Uint8Array =>
  bytes(
    'ff:ff:ff:ff:ff:ff',
    mac(from),
    '0806 0001 0800 0604 0001',
    mac(from),
    '0a000001 000000000000 0a000002',
  );
const seen = (containerId: string, networkId: string, milliseconds: number, frame: Uint8Array): Sighting => ({
  ...{ wire: { containerId, networkId }, at: BigInt(milliseconds) * 1_000_000n, bytes: frame },
});
const arrow = ({ wire: { containerId, networkId }, isFromContainer }: PacketHop): string =>
  isFromContainer ? `${containerId}→${networkId}` : `${networkId}→${containerId}`;
const ways = (trips: readonly PacketTrip[]): string[] => trips.map(({ hops }) => hops.map(arrow).join(' '));

describe('packetTrips', () => {
  it('follows a packet through a router, which changes addresses, time to live and checksum', () => {
    const trips = packetTrips(
      [
        seen('r1', 'wan', 2, ping('02', '0b', '3f', '2222')),
        seen('alpha', 'lan', 0, ping('0a', '01', '40', '1111')),
        seen('beta', 'wan', 3, ping('02', '0b', '3f', '2222')),
        seen('r1', 'lan', 1, ping('0a', '01', '40', '1111')),
      ],
      wires,
    );
    expect(ways(trips)).toEqual(['alpha→lan lan→r1 r1→wan wan→beta']);
  });

  it('knows the wire of the sender without a capture there, and claims no arrival that was not seen', () => {
    expect(ways(packetTrips([seen('r1', 'lan', 1, ping('0a', '01', '40', '1111'))], wires))).toEqual([
      'alpha→lan lan→r1',
    ]);
    expect(ways(packetTrips([seen('alpha', 'lan', 1, ping('0a', '01', '40', '1111'))], wires))).toEqual([
      'alpha→lan',
    ]);
  });

  it('takes a repeated request for another packet', () => {
    const again = [0, 1_000, 2_000].map((at) => seen('r1', 'lan', at, arp('0a')));
    expect(ways(packetTrips(again, wires))).toEqual(Array(3).fill('alpha→lan lan→r1'));
    // A flood is faster than that.
    const flood = [0, 1, 2].map((at) => seen('alpha', 'lan', at, arp('0a')));
    expect(packetTrips(flood, wires)).toHaveLength(3);
  });

  it('tells apart packets that differ in a number', () => {
    const two = ['0001', '0002'].map((n, at) => seen('alpha', 'lan', at, ping('0a', '01', '40', '1111', n)));
    expect(ways(packetTrips(two, wires))).toEqual(['alpha→lan', 'alpha→lan']);
  });

  it('ignores the padding that a short frame has on some links', () => {
    const frame = ping('0a', '01', '40', '1111');
    const padded = new Uint8Array([...frame, ...new Uint8Array(18)]);
    expect(packetTrips([seen('alpha', 'lan', 0, frame), seen('r1', 'lan', 1, padded)], wires)).toHaveLength(
      1,
    );
  });

  it('shows what comes from outside the lab, or is cut off, where it was seen', () => {
    const foreign = seen('r1', 'lan', 0, ping('ee', '01', '40', '1111'));
    expect(ways(packetTrips([foreign, seen('r1', 'wan', 1, new Uint8Array(3))], wires))).toEqual([
      'lan→r1',
      'wan→r1',
    ]);
  });
});

it('lets a broadcast come to all containers of a network at once', () => {
  const trips = packetTrips(
    [seen('alpha', 'lan', 0, arp('0a')), seen('r1', 'lan', 1, arp('0a')), seen('gamma', 'lan', 2, arp('0a'))],
    wires,
  );
  expect(trips.flatMap(({ hops }) => hopsTogether(hops)).map((step) => step.map(arrow))).toEqual([
    ['alpha→lan'],
    ['lan→r1', 'lan→gamma'],
  ]);
});

describe('chooseWires', () => {
  const names = (most: number) =>
    chooseWires(wires, most).map(({ containerId, networkId }) => `${containerId} ${networkId}`);

  it('captures each network at its router first', () => {
    expect(names(2)).toEqual(['r1 lan', 'r1 wan']);
    expect(names(3)).toEqual(['r1 lan', 'r1 wan', 'alpha lan']);
  });

  it('has no more than there are', () => {
    expect(names(9)).toHaveLength(wires.length);
  });
});
