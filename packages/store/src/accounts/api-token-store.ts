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

export const apiTokenScopes = ['READ', 'WRITE', 'TERMINAL'] as const;
/** What a token may be used for: queries and subscriptions, mutations, terminals. */
export type ApiTokenScope = (typeof apiTokenScopes)[number];

/** A token with which a program acts as a user. */
const apiTokenRow = z.object({
  /** Names the token without giving access. */
  id: z.string(),
  /** SHA-256 of the token. The token itself is stored nowhere. */
  tokenHash: z.string(),
  userId: z.string(),
  /** The user's name for it. */
  name: z.string(),
  createdAt: z.iso.datetime(),
  /** Epoch seconds; null if it does not expire. Absent in the row then, because DynamoDB's time to live reads it. */
  expiresAt: z.int().nullable().default(null),
  lastUsedAt: z.iso.datetime().nullable().default(null),
  /** The hash of the token that created it, without which it is not valid. Null if a session created it. */
  creatorHash: z.string().nullable().default(null),
  /** A token from before there were scopes has all of them. */
  scopes: z.array(z.enum(apiTokenScopes)).default([...apiTokenScopes]),
});

export type ApiToken = DeepReadonly<z.infer<typeof apiTokenRow>>;

/** API tokens, found by their hash. An expired token counts as gone, even before DynamoDB removes it. */
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

  /** The read is consistent: a revoked token is gone at once. */
  async getByTokenHash(tokenHash: string): Promise<ApiToken | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { tokenHash }, ConsistentRead: true }),
    );
    const token = Item && this.#parse(Item);
    return token && this.#isValid(token) ? token : null;
  }

  /** Records the time of the last use, unless the token was revoked. */
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

  /** Removes all tokens of a user that the index has. */
  async removeAll(userId: string): Promise<void> {
    for (const { tokenHash } of await this.#rowsOf(userId)) {
      await this.#documents.send(new DeleteCommand({ TableName: this.#table, Key: { tokenHash } }));
    }
  }

  /** A user's tokens that have not expired, newest first. Eventually consistent, because it reads an index. */
  async listByUser(userId: string): Promise<ApiToken[]> {
    return (await this.#rowsOf(userId)).filter((token) => this.#isValid(token));
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

  /** Revokes one of a user's tokens and those that it created. Returns them, none if the user has no such token. */
  async revoke(userId: string, id: string): Promise<readonly ApiToken[]> {
    const tokens = await this.listByUser(userId);
    const created = (creator: ApiToken): ApiToken[] => [
      creator,
      ...tokens.filter(({ creatorHash }) => creatorHash === creator.tokenHash).flatMap(created),
    ];
    const wanted = tokens.filter((candidate) => candidate.id === id).flatMap(created);
    const revoked = await Promise.all(wanted.map((token) => this.#remove(token)));
    // The first one says whether this call did it.
    return revoked[0] === null ? [] : revoked.filter((token) => token !== null);
  }

  async #remove(token: ApiToken): Promise<ApiToken | null> {
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
    // The error names the id, not the hash, because it may be logged.
    return parseRow(apiTokenRow, this.#table, ['id'], row);
  }

  #isValid({ expiresAt }: ApiToken): boolean {
    return expiresAt === null || expiresAt > epochSeconds(this.#now());
  }
}
