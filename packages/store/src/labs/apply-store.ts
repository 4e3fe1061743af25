import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Apply, applyRow, statusesBefore } from './apply.ts';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { parseRow, type RawRow } from '../table/parse-row.ts';
import { MissingRowError } from '../table/store-error.ts';
import type { StoreOptions } from '../table/store-options.ts';
import { byCommandIndex } from '../tables.ts';
import { updateParts } from '../table/update-expression.ts';

/** The records of applies, for debugging. Kept until they expire. */
export class ApplyStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor({ documents, table }: StoreOptions) {
    this.#documents = documents;
    this.#table = table;
  }

  async put(apply: Apply): Promise<void> {
    const row = { ...apply, commandId: apply.commandId ?? undefined };
    await this.#documents.send(new PutCommand({ TableName: this.#table, Item: row }));
  }

  async get(labId: string, applyId: string): Promise<Apply | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { labId, applyId }, ConsistentRead: true }),
    );
    return Item ? this.#parse(Item) : null;
  }

  /**
   * Changes a record and returns it. A change whose status goes backwards, such as that of a late event, is ignored.
   *
   * @throws MissingRowError
   */
  async update(labId: string, applyId: string, changes: Partial<Apply>): Promise<Apply> {
    // The keys can't change, and null is not a valid key of the index by command.
    const { labId: _labId, applyId: _applyId, commandId, ...rest } = changes;
    const set = { ...rest, ...(commandId != null && { commandId }) };
    const parts = updateParts(set, commandId === null ? ['commandId'] : []);
    const stored =
      parts.UpdateExpression === '' ? null : await this.#change(labId, applyId, parts, changes.status);
    const present = stored ?? (await this.get(labId, applyId));
    if (!present) throw new MissingRowError(this.#table, `${labId} / ${applyId}`);
    return present;
  }

  /** The latest records of a lab, newest first. */
  async listByLab(labId: string, first: number): Promise<Apply[]> {
    const rows: RawRow[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    // A record has up to 32 kB of output, and DynamoDB returns at most 1 MB at a time.
    do {
      const page = await this.#documents.send(
        new QueryCommand({
          TableName: this.#table,
          KeyConditionExpression: 'labId = :labId',
          ExpressionAttributeValues: { ':labId': labId },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: first - rows.length,
          ExclusiveStartKey,
        }),
      );
      rows.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey && rows.length < first);
    return rows.map((row) => this.#parse(row));
  }

  /**
   * The record of a Systems Manager command. Null if there is none, or if the index does not have it yet because it was
   * just written; so retry before giving up.
   */
  async findByCommand(commandId: string): Promise<Apply | null> {
    const { Items = [] } = await this.#documents.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: byCommandIndex.name,
        KeyConditionExpression: 'commandId = :commandId',
        ExpressionAttributeValues: { ':commandId': commandId },
        Limit: 1,
      }),
    );
    const [found] = Items;
    return found ? this.get(String(found['labId']), String(found['applyId'])) : null;
  }

  async #change(
    labId: string,
    applyId: string,
    parts: ReturnType<typeof updateParts>,
    status: Apply['status'] | undefined,
  ): Promise<Apply | null> {
    const before = status === undefined ? [] : statusesBefore(status);
    const names = before.map((_, index) => `:before${index}`);
    const forward = before.length === 0 ? '' : ` AND #status IN (${names.join(', ')})`;
    const values = Object.fromEntries(before.map((value, index) => [`:before${index}`, value]));
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { labId, applyId },
          ...parts,
          ConditionExpression: `attribute_exists(applyId)${forward}`,
          ...(before.length > 0 && {
            ExpressionAttributeValues: { ...parts.ExpressionAttributeValues, ...values },
          }),
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return reply?.Attributes ? this.#parse(reply.Attributes) : null;
  }

  #parse(row: RawRow): Apply {
    return parseRow(applyRow, this.#table, ['labId', 'applyId'], row);
  }
}
