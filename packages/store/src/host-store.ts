import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type HostReported, hostReported } from '@pineapple/contracts';
import { scanAll } from './all-rows.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { parseRow, type RawRow } from './parse-row.ts';
import type { StoreOptions } from './store-options.ts';

/** What each host last said about itself. */
export class HostStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor({ documents, table }: StoreOptions) {
    this.#documents = documents;
    this.#table = table;
  }

  /** Keeps a report if it is newer than the one that is stored. Whether it was. */
  async record(report: HostReported): Promise<boolean> {
    const reply = await unlessConditionFails(
      this.#documents.send(
        new PutCommand({
          TableName: this.#table,
          Item: report,
          ConditionExpression: 'attribute_not_exists(hostId) OR #sequence < :sequence',
          ExpressionAttributeNames: { '#sequence': 'sequence' },
          ExpressionAttributeValues: { ':sequence': report.sequence },
        }),
      ),
    );
    return reply !== null;
  }

  async get(hostId: string): Promise<HostReported | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { hostId }, ConsistentRead: true }),
    );
    return Item ? this.#parse(Item) : null;
  }

  /** Every host that ever reported, ordered by id. */
  async list(): Promise<HostReported[]> {
    const rows = await scanAll(this.#documents, { TableName: this.#table, ConsistentRead: true });
    return rows.map((row) => this.#parse(row)).sort((a, b) => (a.hostId < b.hostId ? -1 : 1));
  }

  #parse(row: RawRow): HostReported {
    return parseRow(hostReported, this.#table, ['hostId'], row);
  }
}
