import type { Lab, LabContainer, LabInterface, LabNetwork } from '@pineapple/core';
import { z } from 'zod';
import { parseRow, type RawRow } from './parse-row.ts';

const labInterface: z.ZodType<LabInterface> = z.object({
  networkId: z.string(),
  ipv4Address: z.string(),
  ipv6Address: z.string().nullable(),
  macAddress: z.string(),
});

const labNetwork: z.ZodType<LabNetwork> = z.object({
  id: z.string(),
  name: z.string(),
  ipv4Subnet: z.string(),
  ipv6Subnet: z.string().nullable(),
  internet: z.boolean(),
  createdAt: z.iso.datetime(),
});

const labContainer: z.ZodType<LabContainer> = z.object({
  id: z.string(),
  name: z.string(),
  image: z.string(),
  power: z.enum(['on', 'off']),
  generation: z.int().positive(),
  requestedAt: z.iso.datetime(),
  interfaces: z.array(labInterface),
  createdAt: z.iso.datetime(),
});

const labRow = z.object({
  id: z.string(),
  /** The owner. Not called ownerId: that is the index's attribute, which a deleted lab loses. */
  owner: z.string(),
  name: z.string(),
  revision: z.int().positive(),
  /** Absent until the lab is placed. */
  hostId: z.string().optional(),
  networks: z.array(labNetwork),
  containers: z.array(labContainer),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  deletedAt: z.iso.datetime().nullable(),
  /** Present while the host does not match this revision yet. */
  unsettled: z.literal('1').optional(),
  unsettledSince: z.iso.datetime().optional(),
  /** Which write made the row what it is. */
  writeId: z.string(),
});
export type LabRow = z.infer<typeof labRow>;

/** @throws CorruptRowError */
export function parseLabRow(table: string, row: RawRow): LabRow {
  return parseRow(labRow, table, ['id'], row);
}

export function toLab(row: LabRow): Lab {
  const { owner, hostId, unsettled: _unsettled, unsettledSince: _since, writeId: _writeId, ...same } = row;
  return { ...same, ownerId: owner, hostId: hostId ?? null };
}

/** What an edit can change, and a save therefore stores. A new property of a lab is stored without further ado. */
export function editable(lab: Lab): Readonly<Record<string, unknown>> {
  const {
    id: _id,
    ownerId: _ownerId,
    hostId: _hostId,
    revision: _revision,
    createdAt: _createdAt,
    ...rest
  } = lab;
  return rest;
}
