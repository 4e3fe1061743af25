import { type IpAddress, parseIpAddress } from '../addressing/ip-address.ts';
import { parseWrittenSubnet, subnetContains } from '../addressing/subnet.ts';
import type { NodeFacts, RouteFacts } from './node-facts.ts';

/** The route that a container takes to an address: the longest prefix, then the smallest metric; null for none. */
export function findRoute({ routes }: Pick<NodeFacts, 'routes'>, to: string): RouteFacts | null {
  const address = parseIpAddress(to);
  if (address === null) return null;
  let best: RouteFacts | null = null;
  for (const route of routes) {
    if (route.family !== address.family || !holds(route.destination, address)) continue;
    const gain = best === null ? 1 : lengthOf(route) - lengthOf(best);
    if (best === null || gain > 0 || (gain === 0 && route.metric < best.metric)) best = route;
  }
  return best;
}

/** Whether the text of an address is of the same value. */
export function isSameAddress(one: string, other: string): boolean {
  if (one === other) return true;
  const [first, second] = [parseIpAddress(one), parseIpAddress(other)];
  return first !== null && second !== null && first.family === second.family && first.value === second.value;
}

function holds(destination: string, address: IpAddress): boolean {
  const written = parseWrittenSubnet(destination);
  return written !== null && subnetContains(written.subnet, address);
}

function lengthOf({ destination }: RouteFacts): number {
  return Number(destination.split('/')[1] ?? 0);
}
