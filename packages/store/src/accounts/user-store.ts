import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { canonicalUsername, fail, ok, type Result } from '@pineapple/core';
import { z } from 'zod';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { type Holding, NameReservations } from './name-reservations.ts';
import { parseRow } from '../table/parse-row.ts';
import { StoreError } from '../table/store-error.ts';
import { type StoreOptions, systemClock } from '../table/store-options.ts';

/** A person with an account, as it is stored. Never to be sent to a client as a whole. */
export interface User {
  readonly id: string;
  /** As it was typed at sign-up. */
  readonly username: string;
  /** argon2id, in its own notation. */
  readonly passwordHash: string;
  readonly createdAt: string;
  /** Sessions of another epoch are ended: one write ends them all, also those that nobody has listed yet. */
  readonly sessionEpoch: number;
}

/** An account that was deleted, whose belongings may not all be gone yet. */
export interface AccountDeletion {
  readonly userId: string;
  readonly startedAt: string;
}

const userRow = z.object({
  id: z.string(),
  username: z.string(),
  passwordHash: z.string(),
  createdAt: z.iso.datetime(),
  sessionEpoch: z.int().nonnegative().default(0),
});

/** One row for all: an attribute for each account that is being deleted, with the moment it began. */
const deletionsKey = { id: 'deletions' };
const deletionsRow = z.looseObject({ id: z.literal('deletions') });

function nameKey(username: string): string {
  return `name#${canonicalUsername(username)}`;
}

/** Accounts: a row for each, and one for each name in its canonical form. All reads are consistent. */
export class UserStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => Date;
  readonly #names: NameReservations;

  constructor(options: StoreOptions) {
    this.#documents = options.documents;
    this.#table = options.table;
    this.#now = options.now ?? systemClock;
    this.#names = new NameReservations(options);
  }

  async create(user: User): Promise<Result<User, 'username-taken'>> {
    const { id, username, passwordHash, createdAt, sessionEpoch } = user;
    const holdingOf = async (holderId: string): Promise<Holding> =>
      (await this.get(holderId)) ? 'held' : 'unclear';
    if ((await this.#names.reserve(nameKey(username), id, holdingOf)) === null) return fail('username-taken');
    const row = { id, username, passwordHash, createdAt, sessionEpoch };
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

  /** Changes the password and ends all sessions. Null when the user is gone or the password is another by now. */
  async changePassword(id: string, presentHash: string, passwordHash: string): Promise<User | null> {
    return this.#startEpoch(id, {
      UpdateExpression: 'SET passwordHash = :new, sessionEpoch = if_not_exists(sessionEpoch, :zero) + :one',
      ConditionExpression: 'passwordHash = :present',
      ExpressionAttributeValues: { ':new': passwordHash, ':present': presentHash, ':zero': 0, ':one': 1 },
    });
  }

  /** Ends all sessions of a user. */
  async endSessions(id: string): Promise<User | null> {
    return this.#startEpoch(id, {
      UpdateExpression: 'SET sessionEpoch = if_not_exists(sessionEpoch, :zero) + :one',
      ConditionExpression: 'attribute_exists(id)',
      ExpressionAttributeValues: { ':zero': 0, ':one': 1 },
    });
  }

  /**
   * Removes an account, if its password is still that one, and frees its name. It is on record as a deletion from
   * before that until `finishDeletion`, so that its belongings are removed even if this process ends here.
   */
  async delete({ id, username, passwordHash }: User): Promise<boolean> {
    await this.#documents.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: deletionsKey,
        UpdateExpression: 'SET #user = :now',
        ExpressionAttributeNames: { '#user': id },
        ExpressionAttributeValues: { ':now': this.#now().toISOString() },
      }),
    );
    const reservation = await this.#names.get(nameKey(username));
    const removed = await unlessConditionFails(
      this.#documents.send(
        new DeleteCommand({
          TableName: this.#table,
          Key: { id },
          // Gone already is as good: the SDK repeats a call of which only the answer was lost.
          ConditionExpression: 'attribute_not_exists(id) OR passwordHash = :present',
          ExpressionAttributeValues: { ':present': passwordHash },
        }),
      ),
    );
    if (!removed) return false;
    if (reservation?.holderId === id) await this.#names.release(reservation.id, reservation.ticket);
    return true;
  }

  /** The deletions that are not known to be finished. */
  async listDeletions(): Promise<AccountDeletion[]> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: deletionsKey, ConsistentRead: true }),
    );
    if (!Item) return [];
    const { id: _id, ...deletions } = parseRow(deletionsRow, this.#table, ['id'], Item);
    return Object.entries(deletions).map(([userId, startedAt]) => ({ userId, startedAt: String(startedAt) }));
  }

  async finishDeletion(userId: string): Promise<void> {
    await this.#documents.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: deletionsKey,
        UpdateExpression: 'REMOVE #user',
        ExpressionAttributeNames: { '#user': userId },
      }),
    );
  }

  async #startEpoch(
    id: string,
    change: Pick<
      UpdateCommandInput,
      'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
    >,
  ): Promise<User | null> {
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({ TableName: this.#table, Key: { id }, ...change, ReturnValues: 'ALL_NEW' }),
      ),
    );
    return reply?.Attributes ? parseRow(userRow, this.#table, ['id'], reply.Attributes) : null;
  }

  /** The user of that name, however its letters are cased. */
  async getByUsername(username: string): Promise<User | null> {
    const reservation = await this.#names.get(nameKey(username));
    const user = reservation && (await this.get(reservation.holderId));
    return user && nameKey(user.username) === nameKey(username) ? user : null;
  }
}
