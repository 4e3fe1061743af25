import type { InterfaceFacts, NodeFacts, RouteFacts } from '@pineapple/core';
import { z } from 'zod';

/** What `ip -j -batch` prints for addresses, routes, neighbours and `netconf`, one array a line. */
const links = z.array(
  z.object({
    ifname: z.string(),
    flags: z.array(z.string()),
    mtu: z.int(),
    address: z.string().optional(),
    addr_info: z.array(z.object({ local: z.string().optional(), prefixlen: z.int() })).default([]),
  }),
);
const routes = z.array(
  z.object({
    type: z.string().default('unicast'),
    dst: z.string(),
    gateway: z.string().optional(),
    via: z.object({ host: z.string() }).optional(),
    dev: z.string().optional(),
    table: z.union([z.string(), z.number()]).default('main'),
    metric: z.number().default(0),
    pref: z.string().optional(),
    nexthops: z.array(z.object({ gateway: z.string().optional(), dev: z.string().optional() })).default([]),
  }),
);
const neighbours = z.array(
  z.object({
    dst: z.string(),
    dev: z.string(),
    lladdr: z.string().optional(),
    state: z.array(z.string()).default([]),
  }),
);
const netconf = z.array(
  z.object({
    family: z.string(),
    interface: z.string().optional(),
    forwarding: z.boolean().optional(),
    rp_filter: z.string().optional(),
  }),
);

type IpFacts = Pick<NodeFacts, 'interfaces' | 'routes' | 'neighbours'>;
/** Null for an interface that is not of the lab. */
type NetworkOf = (mac: string | null, name: string) => string | null;

const endingTypes: readonly string[] = ['unicast', 'blackhole', 'unreachable', 'prohibit'];
const rpFilters: readonly string[] = ['off', 'strict', 'loose'];

/** Reads the four arrays. @throws ZodError or SyntaxError for another output */
export function readIpJson(text: string, networkOf: NetworkOf): IpFacts {
  const [first, second, third, fourth] = text
    .split('\n')
    .filter((line) => line.startsWith('['))
    .map((line): unknown => JSON.parse(line));
  const settings = netconf.parse(fourth ?? []);
  return {
    interfaces: links.parse(first ?? []).map((link) => toInterface(link, settings, networkOf)),
    routes: routes.parse(second ?? []).flatMap((route) => toRoute(route) ?? []),
    neighbours: neighbours.parse(third ?? []).map(({ dst, dev, lladdr, state }) => ({
      ...{ address: dst, dev, mac: lladdr ?? null },
      state: state[0] ?? 'NONE',
    })),
  };
}

function toInterface(
  { ifname: name, flags, mtu, address, addr_info }: z.infer<typeof links>[number],
  settings: z.infer<typeof netconf>,
  networkOf: NetworkOf,
): InterfaceFacts {
  const of = (family: string, place: string) =>
    settings.find((each) => each.family === family && each.interface === place);
  const filter = (place: string): number =>
    Math.max(0, rpFilters.indexOf(of('inet', place)?.rp_filter ?? ''));
  const mac = address ?? null;
  return {
    ...{ name, mac, mtu, networkId: networkOf(mac, name) },
    up: flags.includes('UP'),
    carrier: flags.includes('LOWER_UP'),
    addresses: addr_info.flatMap(({ local, prefixlen }) =>
      local === undefined ? [] : { address: local, prefixLength: prefixlen },
    ),
    forwards: {
      ipv4: of('inet', name)?.forwarding ?? false,
      // For IPv6 the kernel asks the setting of all interfaces.
      ipv6: of('inet6', 'all')?.forwarding ?? false,
    },
    rpFilter: Math.max(filter(name), filter('all')),
  };
}

function toRoute(route: z.infer<typeof routes>[number]): RouteFacts | null {
  const { dst, type, table, metric, nexthops, pref } = route;
  if (!endingTypes.includes(type) || (table !== 'main' && table !== 'default' && table !== 254)) return null;
  const via = route.gateway ?? route.via?.host ?? nexthops[0]?.gateway ?? null;
  const dev = route.dev ?? nexthops[0]?.dev ?? null;
  const isSix = pref !== undefined || `${dst} ${via ?? ''}`.includes(':');
  const whole = dst === 'default' ? (isSix ? '::/0' : '0.0.0.0/0') : dst;
  const destination = whole.includes('/') ? whole : `${whole}/${isSix ? 128 : 32}`;
  return { family: isSix ? 6 : 4, destination, type, via, dev, metric };
}
