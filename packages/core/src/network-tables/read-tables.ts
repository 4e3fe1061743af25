import { z } from 'zod';
import {
  type AddressRow,
  type FdbRow,
  type InterfaceRow,
  type NeighbourRow,
  type RouteRow,
  rowKey,
  type TableName,
  type NetworkTables,
} from './network-tables.ts';

const links = z.array(
  z.object({
    ifname: z.string(),
    operstate: z.string().default('UNKNOWN'),
    mtu: z.int().default(0),
    link_type: z.string().optional(),
    address: z.string().optional(),
    master: z.string().optional(),
    addr_info: z
      .array(
        z.object({
          local: z.string().optional(),
          prefixlen: z.int().optional(),
          scope: z.string().default('global'),
        }),
      )
      .default([]),
  }),
);

const nextHop = z.object({
  gateway: z.string().optional(),
  via: z.object({ host: z.string() }).optional(),
  dev: z.string().optional(),
  flags: z.array(z.string()).default([]),
});

const routes = z.array(
  z.object({
    type: z.string().default('unicast'),
    dst: z.string(),
    protocol: z.string().optional(),
    metric: z.int().optional(),
    prefsrc: z.string().optional(),
    table: z.string().default('main'),
    /** IPv6 routes only. */
    pref: z.string().optional(),
    nexthops: z.array(nextHop).optional(),
    ...nextHop.shape,
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

const entries = z.array(
  z.object({
    mac: z.string(),
    ifname: z.string(),
    flags: z.array(z.string()).default([]),
    vlan: z.int().optional(),
    master: z.string().optional(),
    dst: z.string().optional(),
    state: z.string().optional(),
  }),
);

/** What `ip -j address show` prints, as two tables. @throws ZodError for another shape */
export function readAddresses(printed: unknown): {
  readonly interfaces: readonly InterfaceRow[];
  readonly addresses: readonly AddressRow[];
} {
  // A link that goes while it is listed is an empty object.
  const read = links.parse(withoutEmpty(printed));
  const interfaces = read.map(({ ifname, operstate, mtu, address, master, link_type }) => ({
    name: ifname,
    state: operstate,
    mtu,
    macAddress: link_type === 'ether' ? (address ?? null) : null,
    master: master ?? null,
  }));
  const addresses = read.flatMap(({ ifname, addr_info }) =>
    addr_info.flatMap(({ local, prefixlen, scope }) =>
      local === undefined
        ? []
        : [{ interface: ifname, address: prefixlen === undefined ? local : `${local}/${prefixlen}`, scope }],
    ),
  );
  return { interfaces: unique('interfaces', interfaces), addresses: unique('addresses', addresses) };
}

/**
 * What `ip -j route show table all` prints. Without the table `local`, which follows from the addresses.
 * @throws ZodError for another shape
 */
export function readRoutes(printed: unknown): readonly RouteRow[] {
  const rows = routes
    .parse(withoutEmpty(printed))
    .filter(({ table }) => table !== 'local')
    .flatMap((route) =>
      (route.nexthops ?? [route]).map(({ gateway, via, dev, flags }): RouteRow => {
        return {
          destination: route.dst,
          // An IPv4 route may have an IPv6 next hop, and `default` names neither.
          family: route.pref !== undefined || route.dst.includes(':') ? 6 : 4,
          via: gateway ?? via?.host ?? null,
          interface: dev ?? null,
          type: route.type,
          protocol: route.protocol ?? null,
          metric: route.metric ?? null,
          source: route.prefsrc ?? null,
          table: route.table,
          flags,
        };
      }),
    );
  return unique('routes', rows);
}

/** What `ip -j neighbour show` prints. @throws ZodError for another shape */
export function readNeighbours(printed: unknown): readonly NeighbourRow[] {
  const rows = neighbours.parse(withoutEmpty(printed)).map(({ dst, dev, lladdr, state }) => ({
    interface: dev,
    address: dst,
    macAddress: lladdr ?? null,
    state: state.join(' ') || 'NONE',
  }));
  return unique('neighbours', rows);
}

/**
 * What `bridge -j fdb show` prints. Without the multicast addresses that an interface itself listens to.
 * @throws ZodError for another shape
 */
export function readFdb(printed: unknown): readonly FdbRow[] {
  const rows = entries
    .parse(withoutEmpty(printed))
    .filter(
      ({ flags, dst, state }) => !(flags.includes('self') && dst === undefined && state === 'permanent'),
    )
    .map(({ mac, ifname, vlan, master, dst, state }) => ({
      macAddress: mac,
      interface: ifname,
      bridge: master ?? null,
      vlan: vlan ?? null,
      destination: dst ?? null,
      state: state === 'permanent' || state === 'static' ? state : null,
    }));
  return unique('fdb', rows);
}

function withoutEmpty(printed: unknown): unknown {
  if (!Array.isArray(printed)) return printed;
  return printed.filter((each) => typeof each !== 'object' || each === null || Object.keys(each).length > 0);
}

function unique<N extends TableName>(
  name: N,
  rows: readonly NetworkTables[N][number][],
): NetworkTables[N][number][] {
  return [...new Map(rows.map((row) => [rowKey(name, row), row])).values()];
}
