import { hopsTogether, type PacketTrip } from '@pineapple/core';
import { decodePacket } from '@pineapple/host-link/decode';
import { listed } from '../../../ui/counted.ts';
import { type Connector, connectorId } from '../canvas/map-lab.ts';

/** What a packet does at one moment: it leaves a container, or comes to one or several. */
export interface PacketStep {
  readonly id: string;
  readonly tripId: string;
  /** In nanoseconds since 1970. */
  readonly at: bigint;
  /** The wires that it passes, by the ids of their connectors. */
  readonly wires: readonly string[];
  /** Whether it runs from the container to the network. */
  readonly isFromContainer: boolean;
  readonly protocol: string;
  /** `alpha → lan: ARP Who has 10.0.1.11? Tell 10.0.1.10` */
  readonly text: string;
}

/** What happens on the wires, first to last. Wires that the canvas no longer has are left out. */
export function packetSteps(
  trips: readonly PacketTrip[],
  connectors: ReadonlyMap<string, Connector>,
): readonly PacketStep[] {
  return trips.flatMap((trip) => stepsOf(trip, connectors)).sort((a, b) => Number(a.at - b.at));
}

function stepsOf({ id, hops, bytes }: PacketTrip, connectors: ReadonlyMap<string, Connector>): PacketStep[] {
  const { protocol, info } = decodePacket(bytes);
  return hopsTogether(hops).flatMap((together, index) => {
    const known = together.flatMap(
      ({ wire }) => connectors.get(connectorId(wire.containerId, wire.networkId)) ?? [],
    );
    const [first] = together;
    const [connector] = known;
    if (!first || !connector) return [];
    const containers = listed(known.map(({ containerName }) => containerName));
    const { isFromContainer, at } = first;
    const way = isFromContainer ? [containers, connector.networkName] : [connector.networkName, containers];
    return [
      {
        ...{ id: `${id} ${index}`, tripId: id, at, isFromContainer, protocol },
        wires: known.map((each) => each.id),
        text: `${way.join(' → ')}: ${protocol} ${info}`.trimEnd(),
      },
    ];
  });
}

const replayed = 10_000_000_000n;

/** The steps of the last ten seconds before the latest one. */
export function lastSteps(steps: readonly PacketStep[]): readonly PacketStep[] {
  const latest = steps.at(-1)?.at ?? 0n;
  return steps.filter(({ at }) => latest - at <= replayed);
}
