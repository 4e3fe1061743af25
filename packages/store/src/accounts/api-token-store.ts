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

export const apiTokenScopes = ['READ', 'WRITE', 'TERMINAL'] as const;
/** What a token may be used for: queries and subscriptions, mutations, terminals. */
export type ApiTokenScope = (typeof apiTokenScopes)[number];

/** A token with which a program acts as a user. */
export interface ApiToken {
  /** Names the token without giving access. */
  readonly id: string;
  /** SHA-256 of the token, which is nowhere stored. */
  readonly tokenHash: string;
  readonly userId: string;
  /** What its user calls it. */
  readonly name: string;
  readonly createdAt: string;
  /** Epoch seconds; null when it does not expire. */
  readonly expiresAt: number | null;
  readonly lastUsedAt: string | null;
  readonly scopes: readonly ApiTokenScope[];
}

const apiTokenRow = z.object({
  id: z.string(),
  tokenHash: z.string(),
  userId: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  // Absent rather than null in the row, because the time to live reads it.
  expiresAt: z.int().nullable().default(null),
  lastUsedAt: z.iso.datetime().nullable().default(null),
  // A token of before there were scopes may do everything.
  scopes: z.array(z.enum(apiTokenScopes)).default([...apiTokenScopes]),
});

/** API tokens, found by their hash. One that has expired counts as gone, whether DynamoDB removed it or not. */
export class ApiTokenStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => Date;

  constructor({ documents, table, now = systemClock }: StoreOptions) {
    this.#documents = documents;
    this.#table = table;
    this.#now = now;
  }

  async create(token: ApiToken): Promise<void> {
    const row = { ...token, expiresAt: token.expiresAt ?? undefined };
    await this.#documents.send(new PutCommand({ TableName: this.#table, Item: row }));
  }

  /** Consistent: a token that was revoked is gone at once. */
  async getByTokenHash(tokenHash: string): Promise<ApiToken | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { tokenHash }, ConsistentRead: true }),
    );
    const token = Item && this.#parse(Item);
    return token && this.#lives(token) ? token : null;
  }

  /** Notes that a token was in use then, unless it was revoked. */
  async used(tokenHash: string, at: string): Promise<void> {
    await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { tokenHash },
          UpdateExpression: 'SET lastUsedAt = :at',
          ConditionExpression: 'attribute_exists(tokenHash)',
          ExpressionAttributeValues: { ':at': at },
        }),
      ),
    );
  }

  /** Removes all tokens of a user that are known to the index. */
  async removeAll(userId: string): Promise<void> {
    for (const { tokenHash } of await this.#rowsOf(userId)) {
      await this.#documents.send(new DeleteCommand({ TableName: this.#table, Key: { tokenHash } }));
    }
  }

  /** A user's tokens that have not expired, newest first. As current as a DynamoDB index. */
  async listByUser(userId: string): Promise<ApiToken[]> {
    return (await this.#rowsOf(userId)).filter((token) => this.#lives(token));
  }

  async #rowsOf(userId: string): Promise<ApiToken[]> {
    const rows = await queryAll(this.#documents, {
      TableName: this.#table,
      IndexName: byUserIndex.name,
      KeyConditionExpression: 'userId = :userId',
      ExpressionAttributeValues: { ':userId': userId },
      ScanIndexForward: false,
    });
    return rows.map((row) => this.#parse(row));
  }

  /** Ends one of a user's tokens for good. The one that was ended, or null when the user has no such token. */
  async revoke(userId: string, id: string): Promise<ApiToken | null> {
    const token = (await this.listByUser(userId)).find((candidate) => candidate.id === id);
    if (!token) return null;
    const { Attributes } = await this.#documents.send(
      new DeleteCommand({
        TableName: this.#table,
        Key: { tokenHash: token.tokenHash },
        ReturnValues: 'ALL_OLD',
      }),
    );
    return Attributes ? this.#parse(Attributes) : null;
  }

  #parse(row: RawRow): ApiToken {
    // Not the hash: a message may be logged.
    return parseRow(apiTokenRow, this.#table, ['id'], row);
  }

  #lives({ expiresAt }: ApiToken): boolean {
    return expiresAt === null || expiresAt > epochSeconds(this.#now());
  }
}
