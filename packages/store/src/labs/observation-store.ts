import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Observation, observationSchema, subjectId } from '@pineapple/core';
import { queryAll } from '../table/all-rows.ts';
import { deleteRows, getRows } from '../table/batches.ts';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { parseRow, type RawRow } from '../table/parse-row.ts';
import type { StoreOptions } from '../table/store-options.ts';

/** What hosts last reported: one row for each container and network. All reads are consistent. */
export class ObservationStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor({ documents, table }: StoreOptions) {
    this.#documents = documents;
    this.#table = table;
  }

  /** All reports on a lab, ordered by container or network id. */
  async listByLab(labId: string): Promise<Observation[]> {
    const rows = await queryAll(this.#documents, { ...this.#ofLab(labId), ConsistentRead: true });
    return rows.map((row) => this.#parse(row));
  }

  async get(labId: string, id: string): Promise<Observation | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { labId, subjectId: id }, ConsistentRead: true }),
    );
    return Item ? this.#parse(Item) : null;
  }

  /** The rows that exist of these containers and networks, by id. One request reads up to a hundred. */
  async getMany(labId: string, ids: readonly string[]): Promise<Map<string, Observation>> {
    const [only, ...more] = ids;
    if (only !== undefined && more.length === 0) {
      // A single read is faster than a batch of one.
      const row = await this.get(labId, only);
      return new Map(row === null ? [] : [[only, row]]);
    }
    const keys = ids.map((id) => ({ labId, subjectId: id }));
    const rows = await getRows(this.#documents, this.#table, keys);
    return new Map(rows.map((row) => this.#parse(row)).map((row) => [subjectId(row), row]));
  }

  /**
   * Replaces the row of the expected version; 0 means that there must be none. Returns false if another version is stored:
   * read it, merge again, and put the result. Putting the same row twice returns true twice.
   */
  async put(row: Observation, expectedVersion: number): Promise<boolean> {
    const expected = expectedVersion === 0 ? 'attribute_not_exists(labId)' : '#version = :expected';
    const reply = await unlessConditionFails(
      this.#documents.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...row, subjectId: subjectId(row) },
          // The second half lets the SDK repeat a write whose answer was lost.
          ConditionExpression: `${expected} OR (#version = :version AND #sequence = :sequence AND #host = :host)`,
          ExpressionAttributeNames: { '#version': 'version', '#sequence': 'sequence', '#host': 'hostId' },
          ExpressionAttributeValues: {
            ...(expectedVersion !== 0 && { ':expected': expectedVersion }),
            ':version': row.version,
            ':sequence': row.sequence,
            ':host': row.hostId,
          },
        }),
      ),
    );
    return reply !== null;
  }

  /**
   * Removes the row of the expected version. Returns false if another version is stored, because its subject is back.
   * Returns true if there is no row.
   */
  async remove(labId: string, id: string, expectedVersion: number): Promise<boolean> {
    const reply = await unlessConditionFails(
      this.#documents.send(
        new DeleteCommand({
          TableName: this.#table,
          Key: { labId, subjectId: id },
          ConditionExpression: 'attribute_not_exists(labId) OR #version = :expected',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':expected': expectedVersion },
        }),
      ),
    );
    return reply !== null;
  }

  async removeLab(labId: string): Promise<void> {
    const rows = await queryAll(this.#documents, {
      ...this.#ofLab(labId),
      ProjectionExpression: 'subjectId',
      ConsistentRead: true,
    });
    const keys = rows.map((row) => ({ labId, subjectId: String(row['subjectId']) }));
    await deleteRows(this.#documents, this.#table, keys);
  }

  #ofLab(labId: string) {
    return {
      TableName: this.#table,
      KeyConditionExpression: 'labId = :labId',
      ExpressionAttributeValues: { ':labId': labId },
    };
  }

  #parse(row: RawRow): Observation {
    return parseRow(observationSchema, this.#table, ['labId', 'subjectId'], row);
  }
}
