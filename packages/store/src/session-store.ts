import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { queryAll } from './all-rows.ts';
import { parseRow, type RawRow } from './parse-row.ts';
import { epochSeconds, type StoreOptions, systemClock } from './store-options.ts';
import { byUserIndex } from './tables.ts';

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
}

const sessionRow: z.ZodType<Session> = z.object({
  id: z.string(),
  tokenHash: z.string(),
  userId: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.int(),
});

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

  /** A user's sessions that have not expired, newest first. As current as a DynamoDB index. */
  async listByUser(userId: string): Promise<Session[]> {
    const rows = await queryAll(this.#documents, {
      TableName: this.#table,
      IndexName: byUserIndex.name,
      KeyConditionExpression: 'userId = :userId',
      ExpressionAttributeValues: { ':userId': userId },
      ScanIndexForward: false,
    });
    return rows.map((row) => this.#parse(row)).filter((session) => this.#lives(session));
  }

  #parse(row: RawRow): Session {
    // Not the hash: a message may be logged.
    return parseRow(sessionRow, this.#table, ['id'], row);
  }

  #lives({ expiresAt }: Session): boolean {
    return expiresAt > epochSeconds(this.#now());
  }
}
