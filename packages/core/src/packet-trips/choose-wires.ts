import type { PacketWire } from './packet-trips.ts';

/** Interfaces and networks of one capture. */
export const mostCapturePoints = 8;

/**
 * Chooses the wires that show most of a lab's packets: first one of each network, at the container with the most wires, because a
 * router forwards what others send. A frame that comes there shows its sender's wire, too.
 * @param most how many are captured at the same time
 */
export function chooseWires<W extends PacketWire>(wires: readonly W[], most: number): readonly W[] {
  const counts = new Map<string, number>();
  for (const { containerId } of wires) counts.set(containerId, (counts.get(containerId) ?? 0) + 1);
  const ranked = wires
    .map((wire, index) => ({ wire, index, count: counts.get(wire.containerId) ?? 0 }))
    .sort((a, b) => b.count - a.count || a.index - b.index)
    .map(({ wire }) => wire);
  const networks = new Set<string>();
  const first = ranked.filter(({ networkId }) => !networks.has(networkId) && networks.add(networkId));
  const others = ranked.filter((wire) => !first.includes(wire));
  return [...first, ...others].slice(0, most);
}
