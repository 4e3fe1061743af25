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
import { countLabs, type LabPage, type LabPageOptions, listLabs } from './lab-list.ts';
import { editable, type LabRow, parseLabRow, toLab } from './lab-row.ts';
import { type Holding, NameReservations } from '../table/name-reservations.ts';
import { labIdOf } from './part-row.ts';
import { PlacementStore } from './placement-store.ts';
import { MissingRowError, StoreError } from '../table/store-error.ts';
import { type StoreOptions, systemClock } from '../table/store-options.ts';
import { byHostIndex, unsettledIndex } from '../tables.ts';
import { updateParts } from '../table/update-expression.ts';

/** The process of a renaming may end before it releases the old name. The purge of the lab then releases it. */
const mostFormerNames = 10;

function nameKey(ownerId: string, name: string): string {
  return `name#${ownerId}#${name}`;
}

interface Write {
  readonly writeId: string;
  readonly concernsHost: boolean;
  /** Set if this write changes the name. */
  readonly formerNames?: readonly string[];
  readonly takeOffHost?: boolean;
}

/**
 * Desired labs: one row each, changed only as a whole and conditional on its revision, plus a row for each name that an
 * owner uses. From each save that concerns hosts until they match that revision, a lab is unconverged; in its row,
 * `unsettled`.
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

  /** Stores a new lab as revision 1, without hosts. */
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
      ...this.#unconverged(),
      writeId: randomUUID(),
    };
    const stored = await unlessConditionFails(
      this.#documents.send(
        new PutCommand({
          TableName: this.#table,
          Item: row,
          // The second half lets the SDK repeat a write whose answer was lost.
          ConditionExpression: 'attribute_not_exists(id) OR writeId = :writeId',
          ExpressionAttributeValues: { ':writeId': row.writeId },
        }),
      ),
    );
    if (!stored) throw new StoreError(`Lab ${lab.id} already exists. Ids must never be reused.`);
    return ok(toLab(parseLabRow(this.#table, row)));
  }

  /** A lab, even a deleted one; null if there is none. A consistent read sees every write that ended before. */
  async get(id: string, { consistent = false }: { consistent?: boolean } = {}): Promise<Lab | null> {
    const row = await this.#row(id, consistent);
    return row && toLab(row);
  }

  /**
   * Stores an edited lab as the next revision, if the expected revision is still the stored one, and marks it unconverged
   * if the edit concerns hosts. The stored placement, owner and creation time stay. A purged lab is a `revision-conflict`.
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

  /** Marks a lab whose hosts match a revision as converged. Returns false, and changes nothing, if a later one concerns them. */
  async markConverged(labId: string, revision: number): Promise<boolean> {
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { id: labId },
          UpdateExpression: 'REMOVE unsettled, unsettledSince',
          // In a row from before there was a hostRevision, every revision concerned the host.
          ConditionExpression:
            'hostRevision <= :revision OR (attribute_not_exists(hostRevision) AND revision = :revision)',
          ExpressionAttributeValues: { ':revision': revision },
        }),
      ),
    );
    return reply !== null;
  }

  /**
   * The unconverged labs, deleted ones included, whose last save was before a time (RFC 3339).
   *
   * @param since - Omits those whose last save was before this time.
   */
  async listUnconverged(olderThan: string, since = '0'): Promise<Lab[]> {
    const found = await queryAll(this.#documents, {
      TableName: this.#table,
      IndexName: unsettledIndex.name,
      KeyConditionExpression: 'unsettled = :yes AND unsettledSince BETWEEN :since AND :olderThan',
      ExpressionAttributeValues: { ':yes': '1', ':since': since, ':olderThan': olderThan },
    });
    const keys = found.map(({ id }) => ({ id: String(id) }));
    const rows = await getRows(this.#documents, this.#table, keys);
    // The index lags behind its table, so the row decides.
    const isStillUnconverged = ({ unsettledSince }: LabRow) =>
      unsettledSince !== undefined && unsettledSince < olderThan;
    return rows
      .map((row) => parseLabRow(this.#table, row))
      .filter(isStillUnconverged)
      .map(toLab);
  }

  /** The labs on a host, including deleted ones. Eventually consistent, because it reads an index. */
  async listByHost(hostId: string): Promise<Lab[]> {
    return (await this.#rowsByHost(hostId)).map(toLab);
  }

  /** Those of the labs on a host that are unconverged. As consistent as `listByHost`. */
  async listUnconvergedByHost(hostId: string): Promise<Lab[]> {
    const rows = await this.#rowsByHost(hostId);
    return rows.filter(({ unsettled }) => unsettled !== undefined).map(toLab);
  }

  async #rowsByHost(hostId: string): Promise<LabRow[]> {
    const found = await queryAll(this.#documents, {
      TableName: this.#table,
      IndexName: byHostIndex.name,
      KeyConditionExpression: 'hostId = :hostId',
      ExpressionAttributeValues: { ':hostId': hostId },
    });
    const keys = found.map(({ id }) => ({ id: labIdOf(String(id)) }));
    const rows = await getRows(this.#documents, this.#table, keys);
    return rows
      .map((row) => parseLabRow(this.#table, row))
      .filter((row) => toLab(row).placement.hosts.includes(hostId));
  }

  /**
   * Removes a lab from its hosts, so that the next apply places it again. Null if its revision or placement changed. The
   * revision grows by two: the one between is that of the command by which the hosts remove the lab. So that command is
   * newer than every earlier command and older than every later one.
   */
  async takeOffHost(lab: Lab, expectedRevision: number): Promise<Lab | null> {
    const write: Write = { writeId: randomUUID(), concernsHost: true, takeOffHost: true };
    const taken = await this.#write(lab, expectedRevision, lab.name, write);
    if (taken) await this.#placements.leaveHosts(lab);
    return taken;
  }

  /**
   * A page of an owner's labs, newest first, without deleted ones. Eventually consistent, because it reads an index.
   *
   * @throws InvalidCursorError
   */
  listByOwner(ownerId: string, page: LabPageOptions): Promise<LabPage> {
    return listLabs(this.#documents, this.#table, ownerId, page);
  }

  /** How many labs an owner has, without deleted ones. As consistent as `listByOwner`. */
  countByOwner(ownerId: string): Promise<number> {
    return countLabs(this.#documents, this.#table, ownerId);
  }

  /**
   * Removes the row of a deleted lab. With `placedOn`, only while that is its first host (null: while it has none), so that
   * a lab that was placed meanwhile stays. Returns whether it was removed. A lab that is not deleted stays.
   */
  async purge(labId: string, { placedOn }: { placedOn?: string | null } = {}): Promise<boolean> {
    const row = await this.#row(labId, true);
    if (row === null || row.deletedAt === null) return false;
    // First what only this row tells: if the process ends in between, the row is there for the next attempt.
    const names = [row.name, ...(row.formerNames ?? [])];
    await Promise.all(names.map((name) => this.#releaseName(row.owner, name, row.id)));
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
    await this.#placements.forget(toLab(parseLabRow(this.#table, reply.Attributes)));
    return true;
  }

  async #row(id: string, consistent: boolean): Promise<LabRow | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { id }, ConsistentRead: consistent }),
    );
    return Item ? parseLabRow(this.#table, Item) : null;
  }

  #unconverged() {
    return { unsettled: '1', unsettledSince: this.#now().toISOString() };
  }

  /** The stored lab; null if the revision or the name is not the expected one. */
  async #write(
    lab: Lab,
    expectedRevision: number,
    expectedName: string,
    { writeId, concernsHost, formerNames, takeOffHost = false }: Write,
  ): Promise<Lab | null> {
    const revision = expectedRevision + (takeOffHost ? 2 : 1);
    const set = {
      ...{ ...editable(lab), revision, writeId, ...(formerNames && { formerNames }) },
      ...(concernsHost
        ? { hostRevision: revision, ...this.#unconverged() }
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
          // A writer that read the placement before can't replace it any more.
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
    const formerNames = [...new Set([...(stored.formerNames ?? []), stored.name])].slice(-mostFormerNames);
    const saved = await this.#write(lab, stored.revision, stored.name, { ...write, formerNames });
    if (saved) {
      if (oldName?.holderId === lab.id) await this.#names.release(oldName.id, oldName.ticket);
      return ok(saved);
    }
    // Another edit was first. If it has the same name, the name stays reserved.
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
