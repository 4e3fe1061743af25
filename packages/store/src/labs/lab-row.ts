import {
  type ContainerConfig,
  emptyHistory,
  type Lab,
  type LabContainer,
  type LabHistory,
  type LabInterface,
  type LabNetwork,
  type Position,
} from '@pineapple/core';
import { z } from 'zod';
import { parseRow, type RawRow } from '../table/parse-row.ts';

const labInterface: z.ZodType<LabInterface> = z.object({
  networkId: z.string(),
  ipv4Address: z.string(),
  ipv6Address: z.string().nullable(),
  macAddress: z.string(),
});

const position: z.ZodType<Position> = z.object({ x: z.number(), y: z.number() });

const labNetwork: z.ZodType<LabNetwork> = z.object({
  id: z.string(),
  name: z.string(),
  ipv4Subnet: z.string(),
  ipv6Subnet: z.string().nullable(),
  internet: z.boolean(),
  // Rows of before there were positions have none.
  position: position.nullable().default(null),
  createdAt: z.iso.datetime(),
});

const containerConfig: z.ZodType<ContainerConfig> = z.object({
  files: z.array(z.object({ path: z.string(), content: z.string(), mode: z.int() })),
  defaultGateway: z.string().nullable(),
});

const labContainer: z.ZodType<LabContainer> = z.object({
  id: z.string(),
  name: z.string(),
  image: z.string(),
  power: z.enum(['on', 'off']),
  generation: z.int().positive(),
  requestedAt: z.iso.datetime(),
  interfaces: z.array(labInterface),
  position: position.nullable().default(null),
  config: containerConfig.nullable().default(null),
  createdAt: z.iso.datetime(),
});

const networkFields = z.object({
  name: z.string().optional(),
  internet: z.boolean().optional(),
  position: position.nullable().optional(),
});
const containerFields = z.object({
  name: z.string().optional(),
  interfaces: z.array(labInterface).optional(),
  position: position.nullable().optional(),
});
const comingOrGoing = { change: z.enum(['added', 'removed']), index: z.int().nonnegative() };
const nodeChange = z.union([
  z.object({ kind: z.literal('network'), ...comingOrGoing, node: labNetwork }),
  z.object({ kind: z.literal('container'), ...comingOrGoing, node: labContainer }),
  z.object({
    ...{ kind: z.literal('network'), change: z.literal('altered'), id: z.string() },
    ...{ before: networkFields, after: networkFields },
  }),
  z.object({
    ...{ kind: z.literal('container'), change: z.literal('altered'), id: z.string() },
    ...{ before: containerFields, after: containerFields },
  }),
]);
const steps = z.array(z.object({ id: z.string(), label: z.string(), changes: z.array(nodeChange) }));
const labHistory = z.object({ undo: steps, redo: steps });

const labRow = z.object({
  id: z.string(),
  /** The owner. Not called ownerId: that is the index's attribute, which a deleted lab loses. */
  owner: z.string(),
  name: z.string(),
  revision: z.int().positive(),
  /** The last revision that concerned the host; absent in rows of before there were others. */
  hostRevision: z.int().positive().optional(),
  /** The first host of the placement, for the index by host. Absent until the lab is placed. */
  hostId: z.string().optional(),
  spread: z.boolean().optional(),
  /** Absent unless the lab is placed by container. */
  placement: z
    .object({ hosts: z.array(z.string()).min(1), containers: z.record(z.string(), z.string()) })
    .optional(),
  placementVersion: z.int().nonnegative().optional(),
  /** The last revision that each host of a multi-host lab was found to match. */
  matched: z.record(z.string(), z.int()).optional(),
  vnis: z.record(z.string(), z.int()).optional(),
  networks: z.array(labNetwork),
  containers: z.array(labContainer),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  deletedAt: z.iso.datetime().nullable(),
  /** As text: read and written as a whole, it costs a tenth of what a tree of attributes does. */
  history: z.string().optional(),
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
  const {
    owner,
    hostId,
    hostRevision,
    spread = false,
    placement,
    placementVersion = 0,
    matched = {},
    vnis = {},
    history,
    unsettled: _unsettled,
    unsettledSince: _since,
    writeId: _writeId,
    ...same
  } = row;
  return {
    ...same,
    ownerId: owner,
    spread,
    placement: {
      version: placementVersion,
      hosts: placement?.hosts ?? (hostId === undefined ? [] : [hostId]),
      containers: placement?.containers ?? {},
      vnis,
      matched,
    },
    hostRevision: hostRevision ?? row.revision,
    history: history === undefined ? emptyHistory : parseHistory(history),
  };
}

/** What an edit can change, and a save therefore stores. A new property of a lab is stored without further ado. */
export function editable(lab: Lab): Readonly<Record<string, unknown>> {
  const {
    id: _id,
    ownerId: _ownerId,
    placement: _placement,
    revision: _revision,
    hostRevision: _hostRevision,
    createdAt: _createdAt,
    history,
    ...rest
  } = lab;
  return { ...rest, history: JSON.stringify(history) };
}

/** Steps that can't be read any more are worth less than the lab that they are about. */
function parseHistory(text: string): LabHistory {
  try {
    return labHistory.parse(JSON.parse(text)) as LabHistory;
  } catch {
    return emptyHistory;
  }
}
