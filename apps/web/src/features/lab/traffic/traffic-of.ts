import type { LinkRatesSubscription } from '../../../generated/graphql.ts';
import { formatRate } from '../../../terminal/panes/units.ts';
import { connectorId } from '../canvas/map-lab.ts';

type LinkRate = LinkRatesSubscription['linkRates']['links'][number];

interface Traffic {
  /** A text for each wire that carries something, by the id of its connector: `↓ 1.2 Mbit/s ↑ 16 kbit/s`. */
  readonly wires: ReadonlyMap<string, string>;
  /** What all containers send. */
  readonly bytesPerSecond: number;
}

/** What the canvas shows of the rates of a lab. */
export function trafficOf(links: readonly LinkRate[]): Traffic {
  const wires = new Map<string, string>();
  let bytesPerSecond = 0;
  for (const { container, interface: link, toContainer, fromContainer } of links) {
    const parts = [
      ['↓', toContainer.bytesPerSecond],
      ['↑', fromContainer.bytesPerSecond],
    ] as const;
    const text = parts.flatMap(([arrow, rate]) => (rate > 0 ? [`${arrow} ${formatRate(rate)}`] : []));
    if (text.length > 0) wires.set(connectorId(container.id, link.network.id), text.join(' '));
    bytesPerSecond += fromContainer.bytesPerSecond;
  }
  return { wires, bytesPerSecond };
}
