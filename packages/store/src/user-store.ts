import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { canonicalUsername, fail, ok, type Result } from '@pineapple/core';
import { z } from 'zod';
import { unlessConditionFails } from './conditional-write.ts';
import { type Holding, NameReservations } from './name-reservations.ts';
import { parseRow } from './parse-row.ts';
import { StoreError } from './store-error.ts';
import type { StoreOptions } from './store-options.ts';

/** A person with an account, as it is stored. Never to be sent to a client as a whole. */
export interface User {
  readonly id: string;
  /** As it was typed at sign-up. */
  readonly username: string;
  /** argon2id, in its own notation. */
  readonly passwordHash: string;
  readonly createdAt: string;
}

const userRow: z.ZodType<User> = z.object({
  id: z.string(),
  username: z.string(),
  passwordHash: z.string(),
  createdAt: z.iso.datetime(),
});

function nameKey(username: string): string {
  return `name#${canonicalUsername(username)}`;
}

/** Accounts: a row for each, and one for each name in its canonical form. All reads are consistent. */
export class UserStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #names: NameReservations;

  constructor(options: StoreOptions) {
    this.#documents = options.documents;
    this.#table = options.table;
    this.#names = new NameReservations(options);
  }

  async create(user: User): Promise<Result<User, 'username-taken'>> {
    const { id, username, passwordHash, createdAt } = user;
    const holdingOf = async (holderId: string): Promise<Holding> =>
      (await this.get(holderId)) ? 'held' : 'unclear';
    if ((await this.#names.reserve(nameKey(username), id, holdingOf)) === null) return fail('username-taken');
    const row = { id, username, passwordHash, createdAt };
    const stored = await unlessConditionFails(
      this.#documents.send(
        new PutCommand({
          TableName: this.#table,
          Item: row,
          // The second half lets the SDK repeat a write of which only the answer was lost.
          ConditionExpression: 'attribute_not_exists(id) OR passwordHash = :passwordHash',
          ExpressionAttributeValues: { ':passwordHash': passwordHash },
        }),
      ),
    );
    if (!stored) throw new StoreError(`There is a user ${id} already; ids must never be used again`);
    return ok(row);
  }

  async get(id: string): Promise<User | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { id }, ConsistentRead: true }),
    );
    return Item ? parseRow(userRow, this.#table, ['id'], Item) : null;
  }

  /** The user of that name, however its letters are cased. */
  async getByUsername(username: string): Promise<User | null> {
    const reservation = await this.#names.get(nameKey(username));
    const user = reservation && (await this.get(reservation.holderId));
    return user && nameKey(user.username) === nameKey(username) ? user : null;
  }
}
