import { expect, it } from 'vitest';
import { changedParts } from './netlink-messages.ts';

/** As the kernel sent it for `ip route add 10.8.0.0/16 via 10.0.1.3`. */
const newRoute = Buffer.from(
  '3c0000001800000 6ade50c6b875e0000 02100000fe030001 0000000008000f00 fe00000008000100 0a08000008000500 0a000103 0800040002000000'.replaceAll(
    ' ',
    '',
  ),
  'hex',
);

/** A message of a type, with the address family as its first byte. */
function message(type: number, family: number, bytes = 20): Buffer {
  const made = Buffer.alloc((bytes + 3) & ~3);
  made.writeUInt32LE(bytes, 0);
  made.writeUInt16LE(type, 4);
  made.writeUInt8(family, 16);
  return made;
}

const [inet, bridge] = [2, 7];
const parts = (...messages: Buffer[]) => [...changedParts(Buffer.concat(messages))].toSorted();

it('asks daemons, too, when a route changes', () => {
  expect(parts(newRoute)).toEqual(['routes', 'sessions']);
});

it('tells entries of a bridge from neighbours', () => {
  expect(parts(message(28, inet))).toEqual(['neighbours']);
  expect(parts(message(29, bridge))).toEqual(['fdb']);
});

it('reads everything again when a link or address changes, because the kernel removes routes silently', () => {
  for (const type of [16, 17, 20, 21])
    expect(parts(message(type, inet))).toEqual(['addresses', 'fdb', 'neighbours', 'routes', 'sessions']);
});

it('reads all messages of a piece, whose lengths are rounded up to four', () => {
  expect(parts(message(28, inet, 21), message(24, inet))).toEqual(['neighbours', 'routes', 'sessions']);
});

it('reads everything when it does not understand', () => {
  expect(parts(message(28, inet).fill(0, 0, 4))).toHaveLength(6);
  expect(parts(message(28, inet).subarray(0, 18))).toHaveLength(6);
});

it('does not care for other messages', () => {
  expect(parts(message(2, 0))).toEqual([]);
});
