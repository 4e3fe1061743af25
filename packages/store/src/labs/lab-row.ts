import {
  emptyHistory,
  type Lab,
  type LabHistory,
  labHistorySchema,
  labPlacementSchema,
  labSchema,
} from '@pineapple/core';
import { z } from 'zod';
import { parseRow, type RawRow } from '../table/parse-row.ts';

const { shape: placement } = labPlacementSchema;

/** A lab's attributes. Rows that an older version wrote lack the optional ones. */
const labRow = labSchema
  .omit({ ownerId: true, hostRevision: true, spread: true, placement: true, history: true })
  .extend({
    /** The owner. Not called ownerId: that is the index's attribute, which a deleted lab loses. */
    owner: z.string(),
    hostRevision: labSchema.shape.hostRevision.optional(),
    spread: z.boolean().optional(),
    /** The first host of the placement, for the index by host. Absent until the lab is placed. */
    hostId: z.string().optional(),
    /** Absent unless the lab is placed by container. */
    placement: labPlacementSchema.pick({ hosts: true, containers: true }).optional(),
    placementVersion: placement.version.optional(),
    matched: placement.matched.optional(),
    vnis: placement.vnis.optional(),
    /** As text: read and written as a whole, it costs a tenth of what a tree of attributes does. */
    history: z.string().optional(),
    /** Present while the host does not match this revision. */
    unsettled: z.literal('1').optional(),
    unsettledSince: z.iso.datetime().optional(),
    /** The names before the last renamings, which may not all be released. */
    formerNames: z.array(z.string()).optional(),
    /** The write that made the row what it is. */
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
    formerNames: _formerNames,
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

/** The attributes that an edit can change and a save therefore stores, new properties of a lab included. */
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

/** A history that can't be parsed is dropped: the lab matters more. */
function parseHistory(text: string): LabHistory {
  try {
    return labHistorySchema.parse(JSON.parse(text));
  } catch {
    return emptyHistory;
  }
}
