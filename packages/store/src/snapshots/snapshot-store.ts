import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type DeepReadonly, snapshotStates } from '@pineapple/core';
import { z } from 'zod';
import { queryAll } from '../table/all-rows.ts';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { parseRow } from '../table/parse-row.ts';
import type { StoreOptions } from '../table/store-options.ts';
import { unfinishedIndex } from '../tables.ts';

const savedContainer = z.object({
  /** Of the list of what it changed; null if that is nothing. */
  sha256: z.string().nullable(),
  /** Stored bytes, packed. */
  bytes: z.int().nonnegative(),
});

const snapshotRow = z.object({
  ownerId: z.string(),
  id: z.string(),
  name: z.string(),
  /** The lab that was saved, which may be gone, and its name then. */
  labId: z.string(),
  labName: z.string(),
  /** A deleted one stays until what it stored is deleted, and only the sweep sees it. */
  state: z.enum([...snapshotStates, 'deleted']),
  reason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** The lab as a lab.yaml, stored as contents are. */
  lab: savedContainer.extend({ sha256: z.string() }),
  /** The containers that belong to it. */
  containers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      power: z.enum(['on', 'off']),
      hostId: z.string().nullable(),
    }),
  ),
  /** What was saved so far, by container id. */
  saved: z.record(z.string(), savedContainer),
});

export type StoredSnapshot = DeepReadonly<z.infer<typeof snapshotRow>>;
export type SavedContainer = DeepReadonly<z.infer<typeof savedContainer>>;

type SnapshotKey = Pick<StoredSnapshot, 'ownerId' | 'id'>;
const key = ['ownerId', 'id'] as const;
/** The one value of the sparse attribute of snapshots that are being saved, or whose contents are to be deleted. */
const unfinished = 'yes';

/** The snapshots of users. What they contain is stored in S3. Reads are consistent but for `listUnfinished`. */
export class SnapshotStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor({ documents, table }: StoreOptions) {
    this.#documents = documents;
    this.#table = table;
  }

  async get(ownerId: string, id: string): Promise<StoredSnapshot | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { ownerId, id }, ConsistentRead: true }),
    );
    const snapshot = Item ? this.#parse(Item) : null;
    return snapshot?.state === 'deleted' ? null : snapshot;
  }

  /** All snapshots of a user, newest first. */
  async listByOwner(ownerId: string): Promise<StoredSnapshot[]> {
    const rows = await queryAll(this.#documents, {
      TableName: this.#table,
      KeyConditionExpression: 'ownerId = :ownerId',
      ExpressionAttributeValues: { ':ownerId': ownerId },
      ConsistentRead: true,
    });
    return rows
      .map((row) => this.#parse(row))
      .filter(({ state }) => state !== 'deleted')
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  /** The snapshots of all users that are being saved, and the failed and deleted ones that are not settled. */
  async listUnfinished(): Promise<StoredSnapshot[]> {
    const rows = await queryAll(this.#documents, {
      TableName: this.#table,
      IndexName: unfinishedIndex.name,
      KeyConditionExpression: 'unfinished = :unfinished',
      ExpressionAttributeValues: { ':unfinished': unfinished },
    });
    const found = await Promise.all(
      rows.map(({ ownerId, id }) =>
        this.#documents.send(
          new GetCommand({ TableName: this.#table, Key: { ownerId, id }, ConsistentRead: true }),
        ),
      ),
    );
    return found.flatMap(({ Item }) => (Item ? [this.#parse(Item)] : []));
  }

  async create(snapshot: StoredSnapshot): Promise<void> {
    const Item = { ...snapshot, ...(snapshot.state === 'saving' && { unfinished }) };
    await this.#documents.send(
      new PutCommand({
        TableName: this.#table,
        Item,
        ConditionExpression: 'attribute_not_exists(ownerId)',
      }),
    );
  }

  /** Records which host saves each container. @returns false if it is no longer being saved */
  async place(of: SnapshotKey, containers: StoredSnapshot['containers']): Promise<boolean> {
    const changed = await this.#change(of, 'SET containers = :containers', { ':containers': containers });
    return changed !== null;
  }

  /** Records what is stored of the lab itself. @returns false if it is no longer being saved */
  async setLab(of: SnapshotKey, lab: StoredSnapshot['lab']): Promise<boolean> {
    return (await this.#change(of, 'SET lab = :lab', { ':lab': lab })) !== null;
  }

  /** Records what a host saved of a container. @returns the snapshot; null if it is no longer being saved */
  recordSaved(of: SnapshotKey, containerId: string, saved: SavedContainer): Promise<StoredSnapshot | null> {
    return this.#change(
      of,
      'SET saved.#container = :saved',
      { ':saved': saved },
      { '#container': containerId },
    );
  }

  /** Records its end. A failed one is unfinished until it is settled. @returns false if it has ended already, or is gone */
  async finish(of: SnapshotKey, state: 'ready' | 'failed', reason: string | null): Promise<boolean> {
    const values = { ':state': state, ':reason': reason };
    const clear = state === 'ready' ? ' REMOVE unfinished' : '';
    return (await this.#change(of, `SET #state = :state, reason = :reason${clear}`, values)) !== null;
  }

  /** Deletes a snapshot for its owner. @returns false if there is none */
  async discard({ ownerId, id }: SnapshotKey): Promise<boolean> {
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { ownerId, id },
          UpdateExpression: 'SET #state = :deleted, unfinished = :unfinished',
          ConditionExpression: 'attribute_exists(ownerId) AND #state <> :deleted',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':deleted': 'deleted', ':unfinished': unfinished },
        }),
      ),
    );
    return reply !== null;
  }

  /** Nothing is left of what a failed or deleted snapshot stored. */
  async settle({ ownerId, id, state }: SnapshotKey & Pick<StoredSnapshot, 'state'>): Promise<void> {
    if (state === 'deleted') return this.#remove({ ownerId, id });
    await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { ownerId, id },
          UpdateExpression: 'REMOVE unfinished',
          ConditionExpression: '#state = :failed',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':failed': 'failed' },
        }),
      ),
    );
  }

  async #remove({ ownerId, id }: SnapshotKey): Promise<void> {
    await this.#documents.send(new DeleteCommand({ TableName: this.#table, Key: { ownerId, id } }));
  }

  async removeAll(ownerId: string): Promise<void> {
    for (const snapshot of await this.listByOwner(ownerId)) await this.#remove(snapshot);
  }

  async #change(
    { ownerId, id }: SnapshotKey,
    expression: string,
    values: Readonly<Record<string, unknown>>,
    names: Readonly<Record<string, string>> = {},
  ): Promise<StoredSnapshot | null> {
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { ownerId, id },
          UpdateExpression: expression,
          ConditionExpression: '#state = :saving',
          ExpressionAttributeNames: { ...names, '#state': 'state' },
          ExpressionAttributeValues: { ...values, ':saving': 'saving' },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return reply?.Attributes ? this.#parse(reply.Attributes) : null;
  }

  #parse(row: Record<string, unknown>): StoredSnapshot {
    return parseRow(snapshotRow, this.#table, key, row);
  }
}

/** What a snapshot takes of its owner's quota. What it shares with others counts for each of them. */
export function bytesOfSnapshot({ lab, saved }: Pick<StoredSnapshot, 'lab' | 'saved'>): number {
  return Object.values(saved).reduce((sum, { bytes }) => sum + bytes, lab.bytes);
}
