import { packetIdentity, senderOf } from './packet-identity.ts';

/** The wire between a container and a network. */
export interface PacketWire {
  readonly containerId: string;
  readonly networkId: string;
}

/** A wire and the MAC address at its container's end. */
export interface KnownWire extends PacketWire {
  /** In lower case with colons. Null until it is known. */
  readonly macAddress: string | null;
}

/** A frame that a capture saw on a wire. */
export interface Sighting {
  readonly wire: PacketWire;
  /** In nanoseconds since 1970, by the clock of the wire's host. */
  readonly at: bigint;
  /** The frame from its destination address on; the rest may be cut off. */
  readonly bytes: Uint8Array;
}

/** One passage of a packet over a wire. */
export interface PacketHop {
  readonly wire: PacketWire;
  /** Whether it left the container; otherwise it came to it. */
  readonly isFromContainer: boolean;
  readonly at: bigint;
}

/** A packet on its way through the lab, as far as captures saw it. */
export interface PacketTrip {
  /** Stays the same while later hops are found. */
  readonly id: string;
  /** In their order. At least one. */
  readonly hops: readonly PacketHop[];
  /** The frame as it was first seen. */
  readonly bytes: Uint8Array;
}

/** A packet that is seen again later than this is another one with the same bytes. */
const mostNanosecondsBetween = 500_000_000n;

interface OpenTrip {
  readonly id: string;
  readonly hops: PacketHop[];
  readonly seen: Set<string>;
  readonly bytes: Uint8Array;
  last: bigint;
}

/**
 * Joins what captures saw on several wires into the ways of packets. A frame that came to a container has passed the wire of
 * the container that sent it, which its source address names; that hop is part of the way without a capture. No other
 * hop is without one: a frame that was sent need not arrive.
 * @param sightings in any order
 * @returns the ways by their beginning, first one first
 */
export function packetTrips(
  sightings: readonly Sighting[],
  wires: readonly KnownWire[],
): readonly PacketTrip[] {
  const senders = new Map(
    wires.flatMap(({ macAddress, ...wire }) =>
      macAddress === null ? [] : [[`${wire.networkId} ${macAddress}`, wire] as const],
    ),
  );
  const latest = new Map<string, OpenTrip>();
  const trips: OpenTrip[] = [];
  for (const { wire, at, bytes } of [...sightings].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const sender = senders.get(`${wire.networkId} ${senderOf(bytes) ?? ''}`);
    const isFromContainer = sender?.containerId === wire.containerId;
    const own = passage(wire, isFromContainer);
    const identity = packetIdentity(bytes);
    let trip = latest.get(identity);
    if (!trip || trip.seen.has(own) || at - trip.last > mostNanosecondsBetween) {
      trip = { id: `${at} ${own}`, hops: [], seen: new Set(), bytes, last: at };
      latest.set(identity, trip);
      trips.push(trip);
    }
    const sent = sender && !isFromContainer ? passage(sender, true) : null;
    if (sender && sent !== null && !hasHop(trip, sent))
      trip.hops.push({ wire: sender, isFromContainer: true, at });
    if (!hasHop(trip, own)) trip.hops.push({ wire: plain(wire), isFromContainer, at });
    trip.seen.add(own);
    trip.last = at;
  }
  return trips.map(({ id, hops, bytes }) => ({ id, hops, bytes }));
}

/** Hops of one moment: a frame that comes to several containers of a network comes to all at once. */
export function hopsTogether(hops: readonly PacketHop[]): readonly (readonly PacketHop[])[] {
  const steps: PacketHop[][] = [];
  for (const hop of hops) {
    const [first] = steps.at(-1) ?? [];
    const joins =
      first !== undefined &&
      !first.isFromContainer &&
      !hop.isFromContainer &&
      first.wire.networkId === hop.wire.networkId;
    if (joins) steps.at(-1)?.push(hop);
    else steps.push([hop]);
  }
  return steps;
}

function passage({ containerId, networkId }: PacketWire, isFromContainer: boolean): string {
  return `${containerId} ${networkId} ${isFromContainer ? 'from' : 'to'}`;
}

function hasHop({ hops }: OpenTrip, wanted: string): boolean {
  return hops.some(({ wire, isFromContainer }) => passage(wire, isFromContainer) === wanted);
}

function plain({ containerId, networkId }: PacketWire): PacketWire {
  return { containerId, networkId };
}
