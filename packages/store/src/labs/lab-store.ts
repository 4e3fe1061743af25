import { randomUUID } from 'node:crypto';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { fail, type Lab, ok, type Result } from '@pineapple/core';
import { queryAll } from '../table/all-rows.ts';
import { getRows } from '../table/batches.ts';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { countLabs, type LabPage, listLabs } from './lab-list.ts';
import { editable, type LabRow, parseLabRow, toLab } from './lab-row.ts';
import { type Holding, NameReservations } from '../accounts/name-reservations.ts';
import { labIdOf } from './part-row.ts';
import { PlacementStore } from './placement-store.ts';
import { MissingRowError, StoreError } from '../table/store-error.ts';
import { type StoreOptions, systemClock } from '../table/store-options.ts';
import { byHostIndex, unsettledIndex } from '../tables.ts';
import { updateParts } from '../table/update-expression.ts';

function nameKey(ownerId: string, name: string): string {
  return `name#${ownerId}#${name}`;
}

interface Write {
  readonly writeId: string;
  readonly concernsHost: boolean;
  readonly takeOffHost?: boolean;
}

/**
 * Desired labs: one row each, changed only as a whole and conditional on its revision, plus a row for each name that
 * an owner has in use. A lab is unsettled from each save until its host was found to match that revision.
 */
export class LabStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => Date;
  readonly #names: NameReservations;
  readonly #placements: PlacementStore;

  constructor({ documents, table, now = systemClock }: StoreOptions) {
    this.#documents = documents;
    this.#table = table;
    this.#now = now;
    this.#names = new NameReservations({ documents, table, now });
    this.#placements = new PlacementStore({ documents, table, now });
  }

  /** Stores a new lab, as revision 1 and without a host. */
  async create(lab: Lab): Promise<Result<Lab, 'name-taken'>> {
    if (!(await this.#reserve(lab))) return fail('name-taken');
    const row = {
      ...editable(lab),
      id: lab.id,
      createdAt: lab.createdAt,
      owner: lab.ownerId,
      ownerId: lab.ownerId,
      revision: 1,
      hostRevision: 1,
      ...this.#unsettled(),
      writeId: randomUUID(),
    };
    const stored = await unlessConditionFails(
      this.#documents.send(
        new PutCommand({
          TableName: this.#table,
          Item: row,
          // The second half lets the SDK repeat a write of which only the answer was lost.
          ConditionExpression: 'attribute_not_exists(id) OR writeId = :writeId',
          ExpressionAttributeValues: { ':writeId': row.writeId },
        }),
      ),
    );
    if (!stored) throw new StoreError(`There is a lab ${lab.id} already; ids must never be used again`);
    return ok(toLab(parseLabRow(this.#table, row)));
  }

  /** A lab, deleted ones included; null when there is none. A consistent read sees every write that ended before. */
  async get(id: string, { consistent = false }: { consistent?: boolean } = {}): Promise<Lab | null> {
    const row = await this.#row(id, consistent);
    return row && toLab(row);
  }

  /**
   * Stores an edited lab as the revision after the one it was made from, if that is still the present one, and marks
   * it unsettled unless the edit is no concern of its host. Host, owner and creation stay as they are stored. Of a
   * purged lab it says `revision-conflict`.
   */
  async save(
    lab: Lab,
    expectedRevision: number,
    { concernsHost = true }: { concernsHost?: boolean } = {},
  ): Promise<Result<Lab, 'revision-conflict' | 'name-taken'>> {
    const write: Write = { writeId: randomUUID(), concernsHost };
    const saved = await this.#write(lab, expectedRevision, lab.name, write);
    if (saved) {
      if (saved.deletedAt !== null) await this.#releaseName(saved.ownerId, saved.name, saved.id);
      return ok(saved);
    }
    const stored = await this.#row(lab.id, true);
    if (stored?.revision !== expectedRevision) return fail('revision-conflict');
    return this.#saveUnderNewName(lab, stored, write);
  }

  /** Places a lab on one host unless it is placed already: the first writer wins. Returns the stored lab. @throws MissingRowError */
  async place(labId: string, hostId: string): Promise<Lab> {
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { id: labId },
          UpdateExpression: 'SET hostId = if_not_exists(hostId, :hostId)',
          ConditionExpression: 'attribute_exists(id)',
          ExpressionAttributeValues: { ':hostId': hostId },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    if (!reply?.Attributes) throw new MissingRowError(this.#table, labId);
    return toLab(parseLabRow(this.#table, reply.Attributes));
  }

  /**
   * Notes that the host matches this revision. Whether no later one concerns the host; if one does, nothing changes.
   */
  async settle(labId: string, revision: number): Promise<boolean> {
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { id: labId },
          UpdateExpression: 'REMOVE unsettled, unsettledSince',
          // A row of before there was a hostRevision has had none that is no concern of the host.
          ConditionExpression:
            'hostRevision <= :revision OR (attribute_not_exists(hostRevision) AND revision = :revision)',
          ExpressionAttributeValues: { ':revision': revision },
        }),
      ),
    );
    return reply !== null;
  }

  /** The labs, deleted ones included, whose last save was before that moment (RFC 3339) and that are unsettled since. */
  async listUnsettled(olderThan: string): Promise<Lab[]> {
    const found = await queryAll(this.#documents, {
      TableName: this.#table,
      IndexName: unsettledIndex.name,
      KeyConditionExpression: 'unsettled = :yes AND unsettledSince < :olderThan',
      ExpressionAttributeValues: { ':yes': '1', ':olderThan': olderThan },
    });
    const keys = found.map(({ id }) => ({ id: String(id) }));
    const rows = await getRows(this.#documents, this.#table, keys);
    // The index lags behind its table, so the row itself has the last word.
    const stillSo = ({ unsettledSince }: LabRow) =>
      unsettledSince !== undefined && unsettledSince < olderThan;
    return rows
      .map((row) => parseLabRow(this.#table, row))
      .filter(stillSo)
      .map(toLab);
  }

  /** The labs on a host, those included that are deleted or have a part there only; as current as a DynamoDB index. */
  async listByHost(hostId: string): Promise<Lab[]> {
    const found = await queryAll(this.#documents, {
      TableName: this.#table,
      IndexName: byHostIndex.name,
      KeyConditionExpression: 'hostId = :hostId',
      ExpressionAttributeValues: { ':hostId': hostId },
    });
    const keys = found.map(({ id }) => ({ id: labIdOf(String(id)) }));
    const rows = await getRows(this.#documents, this.#table, keys);
    return rows
      .map((row) => toLab(parseLabRow(this.#table, row)))
      .filter((lab) => lab.placement.hosts.includes(hostId));
  }

  /**
   * Takes a lab off its hosts; the next apply places it anew. Null when it is another revision by now, or on other hosts.
   * It becomes the revision after the next: what was sent of the one before is older than the word to the hosts that they
   * are to remove it, which goes by the one between, and that is older than what is sent to whoever gets it next.
   */
  async takeOffHost(lab: Lab, expectedRevision: number): Promise<Lab | null> {
    const write: Write = { writeId: randomUUID(), concernsHost: true, takeOffHost: true };
    const taken = await this.#write(lab, expectedRevision, lab.name, write);
    if (taken) await this.#placements.leaveHosts(lab);
    return taken;
  }

  /**
   * A page of somebody's labs, newest first, without deleted ones. As current as a DynamoDB index: what was written in
   * the last milliseconds may not show.
   * @throws InvalidCursorError
   */
  listByOwner(ownerId: string, page: { first: number; after: string | null }): Promise<LabPage> {
    return listLabs(this.#documents, this.#table, ownerId, page);
  }

  /** How many labs somebody has, without deleted ones; as current as `listByOwner`. */
  countByOwner(ownerId: string): Promise<number> {
    return countLabs(this.#documents, this.#table, ownerId);
  }

  /**
   * Removes a deleted lab for good. With `placedOn`, only while it is on that host (null: on none), so that a lab placed
   * meanwhile is not forgotten. Whether it was removed; a lab that is not deleted never is.
   */
  async purge(labId: string, { placedOn }: { placedOn?: string | null } = {}): Promise<boolean> {
    const onHost = placedOn === null ? ' AND attribute_not_exists(hostId)' : ' AND hostId = :hostId';
    const reply = await unlessConditionFails(
      this.#documents.send(
        new DeleteCommand({
          TableName: this.#table,
          Key: { id: labId },
          ConditionExpression: `attribute_type(deletedAt, :text)${placedOn === undefined ? '' : onHost}`,
          ExpressionAttributeValues: { ':text': 'S', ...(placedOn != null && { ':hostId': placedOn }) },
          ReturnValues: 'ALL_OLD',
        }),
      ),
    );
    if (!reply?.Attributes) return false;
    const row = parseLabRow(this.#table, reply.Attributes);
    // Usually done when it was deleted, unless the process ended just then.
    await this.#releaseName(row.owner, row.name, row.id);
    await this.#placements.forget(toLab(row));
    return true;
  }

  async #row(id: string, consistent: boolean): Promise<LabRow | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { id }, ConsistentRead: consistent }),
    );
    return Item ? parseLabRow(this.#table, Item) : null;
  }

  #unsettled() {
    return { unsettled: '1', unsettledSince: this.#now().toISOString() };
  }

  /** The stored lab, or null when revision or name are not the expected ones. */
  async #write(
    lab: Lab,
    expectedRevision: number,
    expectedName: string,
    { writeId, concernsHost, takeOffHost = false }: Write,
  ): Promise<Lab | null> {
    const revision = expectedRevision + (takeOffHost ? 2 : 1);
    const set = {
      ...{ ...editable(lab), revision, writeId },
      ...(concernsHost
        ? { hostRevision: revision, ...this.#unsettled() }
        : { hostRevision: lab.hostRevision }),
    };
    const remove = [
      ...(takeOffHost ? ['hostId', 'placement', 'matched'] : []),
      ...(lab.deletedAt === null ? [] : ['ownerId']),
    ];
    const parts = updateParts(set, remove);
    const never = lab.placement.version === 0 ? ' OR attribute_not_exists(placementVersion)' : '';
    const samePlacement = takeOffHost ? ` AND (placementVersion = :placed${never})` : '';
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { id: lab.id },
          ...parts,
          // Whoever read the placement before may not write the next one.
          UpdateExpression: `${parts.UpdateExpression}${takeOffHost ? ' ADD placementVersion :one' : ''}`,
          ConditionExpression: `(#revision = :expectedRevision AND #name = :expectedName${samePlacement}) OR #writeId = :writeId`,
          ExpressionAttributeValues: {
            ...parts.ExpressionAttributeValues,
            ':expectedRevision': expectedRevision,
            ':expectedName': expectedName,
            ...(takeOffHost && { ':one': 1, ':placed': lab.placement.version }),
          },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return reply?.Attributes ? toLab(parseLabRow(this.#table, reply.Attributes)) : null;
  }

  async #saveUnderNewName(
    lab: Lab,
    stored: LabRow,
    write: Write,
  ): Promise<Result<Lab, 'revision-conflict' | 'name-taken'>> {
    const oldName = await this.#names.get(nameKey(stored.owner, stored.name));
    const ticket = await this.#reserve({ ...lab, ownerId: stored.owner });
    if (ticket === null) return fail('name-taken');
    const saved = await this.#write(lab, stored.revision, stored.name, write);
    if (saved) {
      if (oldName?.holderId === lab.id) await this.#names.release(oldName.id, oldName.ticket);
      return ok(saved);
    }
    // Another edit came first, perhaps with the same name: then the name stays reserved.
    const winner = await this.#row(lab.id, true);
    if (winner?.name !== lab.name) await this.#names.release(nameKey(stored.owner, lab.name), ticket);
    return fail('revision-conflict');
  }

  #reserve(lab: Lab): Promise<string | null> {
    const holdingOf = async (holderId: string): Promise<Holding> => {
      const holder = await this.#row(holderId, true);
      if (holder === null) return 'unclear';
      if (holder.deletedAt !== null) return 'given-up';
      return holder.name === lab.name ? 'held' : 'unclear';
    };
    return this.#names.reserve(nameKey(lab.ownerId, lab.name), lab.id, holdingOf);
  }

  async #releaseName(ownerId: string, name: string, labId: string): Promise<void> {
    const reservation = await this.#names.get(nameKey(ownerId, name));
    if (reservation?.holderId === labId) await this.#names.release(reservation.id, reservation.ticket);
  }
}
