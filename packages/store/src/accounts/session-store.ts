import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { DeepReadonly } from '@pineapple/core';
import { z } from 'zod';
import { queryAll } from '../table/all-rows.ts';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { parseRow, type RawRow } from '../table/parse-row.ts';
import { epochSeconds, type StoreOptions, systemClock } from '../table/store-options.ts';
import { byUserIndex } from '../tables.ts';

/** A sign-in with a browser. */
const sessionRow = z
  .object({
    /** Names the session without giving access. */
    id: z.string(),
    /** SHA-256 of the token in the cookie. The token itself is stored nowhere. */
    tokenHash: z.string(),
    userId: z.string(),
    createdAt: z.iso.datetime(),
    /** Epoch seconds. */
    expiresAt: z.int(),
    /** The user's session epoch at sign-in. The session ends when the user's epoch changes. */
    epoch: z.int().nonnegative().default(0),
    // This and the next two are absent in rows from before sessions were listed.
    lastSeenAt: z.iso.datetime().optional(),
    /** The browser's User-Agent header at sign-in. */
    userAgent: z.string().nullable().default(null),
    /** The approximate network address at sign-in. */
    address: z.string().nullable().default(null),
  })
  .transform((row) => ({ ...row, lastSeenAt: row.lastSeenAt ?? row.createdAt }));

export type Session = DeepReadonly<z.infer<typeof sessionRow>>;

/** Sessions, found by the hash of their token. An expired session counts as gone, even before DynamoDB removes it. */
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

  /** The read is consistent: a revoked session is gone at once. */
  async getByTokenHash(tokenHash: string): Promise<Session | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { tokenHash }, ConsistentRead: true }),
    );
    const session = Item && this.#parse(Item);
    return session && this.#isValid(session) ? session : null;
  }

  /** Ends a session. Returns the session that ended, or null if there was none. */
  async revoke(tokenHash: string): Promise<Session | null> {
    const { Attributes } = await this.#documents.send(
      new DeleteCommand({ TableName: this.#table, Key: { tokenHash }, ReturnValues: 'ALL_OLD' }),
    );
    return Attributes ? this.#parse(Attributes) : null;
  }

  /** Records the time of the last use, unless the session was revoked. */
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

  /** Removes all sessions of a user that the index has. */
  async removeAll(userId: string): Promise<void> {
    for (const { tokenHash } of await this.#rowsOf(userId)) await this.revoke(tokenHash);
  }

  /** A user's sessions that have not expired, newest first. Eventually consistent, because it reads an index. */
  async listByUser(userId: string): Promise<Session[]> {
    return (await this.#rowsOf(userId)).filter((session) => this.#isValid(session));
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
    // The error names the id, not the hash, because it may be logged.
    return parseRow(sessionRow, this.#table, ['id'], row);
  }

  #isValid({ expiresAt }: Session): boolean {
    return expiresAt > epochSeconds(this.#now());
  }
}
