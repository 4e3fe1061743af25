import { z } from 'zod';
import { sessionProtocols } from './network-tables.ts';
import type { LabSessions } from './match-sessions.ts';
import type { TableRecord } from './table-record.ts';

const text = z.string();
const optional = text.nullable();

const tables = z.object({
  interfaces: z.array(
    z.object({ name: text, state: text, mtu: z.int(), macAddress: optional, master: optional }),
  ),
  addresses: z.array(z.object({ interface: text, address: text, scope: text })),
  routes: z.array(
    z.object({
      destination: text,
      family: z.union([z.literal(4), z.literal(6)]),
      via: optional,
      interface: optional,
      type: text,
      protocol: optional,
      metric: z.number().nullable(),
      source: optional,
      table: text,
      flags: z.array(text),
    }),
  ),
  neighbours: z.array(z.object({ interface: text, address: text, macAddress: optional, state: text })),
  fdb: z.array(
    z.object({
      macAddress: text,
      interface: text,
      bridge: optional,
      vlan: z.int().nullable(),
      destination: optional,
      state: optional,
    }),
  ),
  sessions: z.array(
    z.object({
      protocol: z.enum(sessionProtocols),
      peer: text,
      address: optional,
      interface: optional,
      state: text,
      up: z.boolean(),
      remoteAs: z.number().nullable(),
      prefixes: z.number().nullable(),
    }),
  ),
  /** Absent in records from before packet filters were read. */
  filters: z
    .array(
      z.object({
        ...{ family: text, table: text, chain: text, hook: optional, handle: z.int(), position: z.int() },
        ...{ rule: text, packets: z.number().nullable(), bytes: z.number().nullable() },
      }),
    )
    .default([]),
});

/** A record as a host sends it. */
export const tableRecordSchema: z.ZodType<TableRecord> = z.object({
  at: z.iso.datetime(),
  running: z.boolean(),
  whole: z.boolean(),
  added: tables,
  removed: tables,
  omitted: z.int().nonnegative(),
});

/** The sessions of a lab's routers, as a host sends them. */
export const labSessionsSchema: z.ZodType<LabSessions> = z.object({
  at: z.iso.datetime(),
  routers: z.array(
    z.object({
      containerId: text,
      addresses: z.array(z.object({ interface: text, address: text })),
      sessions: tables.shape.sessions,
    }),
  ),
  omitted: z.int().nonnegative(),
});
