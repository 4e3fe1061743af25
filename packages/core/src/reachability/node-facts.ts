import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.ts';

/** Bounds of what one container may tell about itself. What is beyond is left out, and `cut` says so. */
export const factLimits = {
  routes: 2000,
  neighbours: 1000,
  rules: 300,
  interfaces: 64,
  listening: 500,
} as const;

const family = z.union([z.literal(4), z.literal(6)]);
const text = z.string().max(300);

export const interfaceFactsSchema = z.object({
  name: text,
  mac: text.nullable(),
  /** Null for an interface that is not of the lab, such as a tunnel. */
  networkId: z.string().nullable(),
  /** Whether it was set up, and whether its other end is. */
  up: z.boolean(),
  carrier: z.boolean(),
  mtu: z.int(),
  addresses: z.array(z.object({ address: z.string(), prefixLength: z.int() })).max(256),
  /** Whether it forwards what comes in by it. */
  forwards: z.object({ ipv4: z.boolean(), ipv6: z.boolean() }),
  /** 0: off, 1: strict, 2: loose. The larger one of the interface's and that of all. */
  rpFilter: z.int().min(0).max(2),
});

export const routeFactsSchema = z.object({
  family,
  /** With its length, such as `0.0.0.0/0`. */
  destination: text,
  /** `unicast`, or `blackhole`, `unreachable`, `prohibit`, which end the way of a packet. */
  type: text,
  via: text.nullable(),
  dev: text.nullable(),
  metric: z.number(),
});

export const neighbourFactsSchema = z.object({ address: text, dev: text, mac: text.nullable(), state: text });

const filterHookSchema = z.enum(['prerouting', 'input', 'forward', 'output', 'postrouting']);

/** A hook that a path is followed through; null for another one, such as `ingress`. */
export function filterHook(name: string | null): z.infer<typeof filterHookSchema> | null {
  return filterHookSchema.safeParse(name).data ?? null;
}

/** A chain of a packet filter that packets pass. */
export const chainFactsSchema = z.object({
  /** Such as `inet filter input`. */
  name: text,
  hook: filterHookSchema.nullable(),
  /** What it does with packets that no rule decided about; null for a chain that is only jumped to. */
  policy: z.enum(['accept', 'drop']).nullable(),
  /** As nft writes them, and how many packets they matched if they count. */
  rules: z.array(z.object({ text, packets: z.number().nullable() })),
});

/** What a container's tables say at one moment. */
export const nodeFactsSchema = z.object({
  containerId: z.string(),
  name: z.string(),
  running: z.boolean(),
  interfaces: z.array(interfaceFactsSchema).max(factLimits.interfaces),
  routes: z.array(routeFactsSchema).max(factLimits.routes),
  neighbours: z.array(neighbourFactsSchema).max(factLimits.neighbours),
  chains: z.array(chainFactsSchema),
  /** Whether it has rules of the old iptables, which are not read. */
  legacyRules: z.boolean(),
  listening: z.array(z.object({ address: z.string(), port: z.int() })).max(factLimits.listening),
  /** The kernel's counters by name, such as `Ip.InAddrErrors`. */
  counters: z.record(z.string(), z.number()),
  /** Whether a table is longer than its bound. */
  cut: z.boolean(),
});

export type NodeFacts = DeepReadonly<z.infer<typeof nodeFactsSchema>>;
export type InterfaceFacts = NodeFacts['interfaces'][number];
export type RouteFacts = NodeFacts['routes'][number];
export type ChainFacts = NodeFacts['chains'][number];

/** What is known of a container that does not run. */
export function stoppedFacts(containerId: string, name: string): NodeFacts {
  return {
    ...{ containerId, name, running: false, legacyRules: false, cut: false },
    ...{ interfaces: [], routes: [], neighbours: [], chains: [], listening: [], counters: {} },
  };
}
