import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { queryAll } from '../table/all-rows.ts';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { parseRow, type RawRow } from '../table/parse-row.ts';
import { epochSeconds, type StoreOptions, systemClock } from '../table/store-options.ts';
import { byUserIndex } from '../tables.ts';

/** Somebody signed in with a browser. */
export interface Session {
  /** Names the session without giving access. */
  readonly id: string;
  /** SHA-256 of the token in the cookie, which is nowhere stored. */
  readonly tokenHash: string;
  readonly userId: string;
  readonly createdAt: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
  /** The user's when it was opened; it ends when the user's is another. */
  readonly epoch: number;
  readonly lastSeenAt: string;
  /** As the browser called itself when it was opened. */
  readonly userAgent: string | null;
  /** Where it was opened from, coarsely. */
  readonly address: string | null;
}

const sessionRow = z
  .object({
    id: z.string(),
    tokenHash: z.string(),
    userId: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.int(),
    // Rows of before sessions were listed have none of these.
    epoch: z.int().nonnegative().default(0),
    lastSeenAt: z.iso.datetime().optional(),
    userAgent: z.string().nullable().default(null),
    address: z.string().nullable().default(null),
  })
  .transform((row): Session => ({ ...row, lastSeenAt: row.lastSeenAt ?? row.createdAt }));

/** Sessions, found by the hash of their token. One that has expired counts as gone, whether DynamoDB removed it or not. */
export class SessionStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => Date;

  constructor({ documents, table, now = systemClock }: StoreOptions) {
    this.#documents = documents;
    this.#table = table;
    this.#now = now;
  }

  async create(session: Session): Promise<void> {
    await this.#documents.send(new PutCommand({ TableName: this.#table, Item: session }));
  }

  /** Consistent: a session that was revoked is gone at once. */
  async getByTokenHash(tokenHash: string): Promise<Session | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { tokenHash }, ConsistentRead: true }),
    );
    const session = Item && this.#parse(Item);
    return session && this.#lives(session) ? session : null;
  }

  /** Ends a session for good. The one that was ended, or null when there was none. */
  async revoke(tokenHash: string): Promise<Session | null> {
    const { Attributes } = await this.#documents.send(
      new DeleteCommand({ TableName: this.#table, Key: { tokenHash }, ReturnValues: 'ALL_OLD' }),
    );
    return Attributes ? this.#parse(Attributes) : null;
  }

  /** Notes that a session was in use then, unless it was revoked. */
  async seen(tokenHash: string, at: string): Promise<void> {
    await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { tokenHash },
          UpdateExpression: 'SET lastSeenAt = :at',
          ConditionExpression: 'attribute_exists(tokenHash)',
          ExpressionAttributeValues: { ':at': at },
        }),
      ),
    );
  }

  /** Removes all sessions of a user that are known to the index. */
  async removeAll(userId: string): Promise<void> {
    for (const { tokenHash } of await this.#rowsOf(userId)) await this.revoke(tokenHash);
  }

  /** A user's sessions that have not expired, newest first. As current as a DynamoDB index. */
  async listByUser(userId: string): Promise<Session[]> {
    return (await this.#rowsOf(userId)).filter((session) => this.#lives(session));
  }

  async #rowsOf(userId: string): Promise<Session[]> {
    const rows = await queryAll(this.#documents, {
      TableName: this.#table,
      IndexName: byUserIndex.name,
      KeyConditionExpression: 'userId = :userId',
      ExpressionAttributeValues: { ':userId': userId },
      ScanIndexForward: false,
    });
    return rows.map((row) => this.#parse(row));
  }

  #parse(row: RawRow): Session {
    // Not the hash: a message may be logged.
    return parseRow(sessionRow, this.#table, ['id'], row);
  }

  #lives({ expiresAt }: Session): boolean {
    return expiresAt > epochSeconds(this.#now());
  }
}
