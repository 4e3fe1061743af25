import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { canonicalUsername, type DeepReadonly, fail, ok, type Result } from '@pineapple/core';
import { z } from 'zod';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { type Holding, NameReservations } from '../table/name-reservations.ts';
import { parseRow } from '../table/parse-row.ts';
import { StoreError } from '../table/store-error.ts';
import { type StoreOptions, systemClock } from '../table/store-options.ts';

/** A person with an account, as it is stored. Never send all of it to a client. */
const userRow = z.object({
  id: z.string(),
  /** As typed at sign-up. */
  username: z.string(),
  /** argon2id, in its own notation. */
  passwordHash: z.string(),
  createdAt: z.iso.datetime(),
  /** Sessions of another epoch have ended. One write ends all of them, even those that no index lists yet. */
  sessionEpoch: z.int().nonnegative().default(0),
  /** When the account became an operator with the operator code. RFC 3339; null if it did not. */
  operatorSince: z.iso.datetime().nullable().default(null),
  /** SHA-256 of the secrets in the browsers that signed in, the latest first. */
  devices: z.array(z.string()).default([]),
});

export type User = DeepReadonly<z.infer<typeof userRow>>;
type NewUser = Omit<User, 'operatorSince' | 'devices'>;

/** How many browsers of an account are remembered. */
const mostDevices = 20;

/** An account that was deleted, and whose owned data may not be removed yet. */
interface AccountDeletion {
  readonly userId: string;
  readonly startedAt: string;
}

/** One row for all deletions: an attribute for each account that is being deleted, with the start time. */
const deletionsKey = { id: 'deletions' };
const deletionsRow = z.looseObject({ id: z.literal('deletions') });

function nameKey(username: string): string {
  return `name#${canonicalUsername(username)}`;
}

/** Accounts: one row for each account, and one for each canonical name. All reads are consistent. */
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

  async create(user: NewUser): Promise<Result<User, 'username-taken'>> {
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
          // The second half lets the SDK repeat a write whose answer was lost.
          ConditionExpression: 'attribute_not_exists(id) OR passwordHash = :passwordHash',
          ExpressionAttributeValues: { ':passwordHash': passwordHash },
        }),
      ),
    );
    if (!stored) throw new StoreError(`User ${id} already exists. Ids must never be reused.`);
    return ok({ ...row, operatorSince: null, devices: [] });
  }

  async get(id: string): Promise<User | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { id }, ConsistentRead: true }),
    );
    return Item ? parseRow(userRow, this.#table, ['id'], Item) : null;
  }

  /** Changes the password, ends all sessions and forgets all browsers. Null if the user is gone or the password was changed meanwhile. */
  async changePassword(id: string, presentHash: string, passwordHash: string): Promise<User | null> {
    return this.#startEpoch(id, {
      UpdateExpression:
        'SET passwordHash = :new, sessionEpoch = if_not_exists(sessionEpoch, :zero) + :one REMOVE devices',
      ConditionExpression: 'passwordHash = :present',
      ExpressionAttributeValues: { ':new': passwordHash, ':present': presentHash, ':zero': 0, ':one': 1 },
    });
  }

  /** Remembers a browser. Of two at the same time, one may be lost, which then counts as unknown. */
  async rememberDevice({ id, devices }: Pick<User, 'id' | 'devices'>, device: string): Promise<void> {
    const latest = [device, ...devices.filter((each) => each !== device)].slice(0, mostDevices);
    await this.#change(id, 'SET devices = :it', latest);
  }

  /** Makes an account an operator. Returns false if the account is gone. */
  async makeOperator(id: string): Promise<boolean> {
    const since = this.#now().toISOString();
    return this.#change(id, 'SET operatorSince = if_not_exists(operatorSince, :it)', since);
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
   * Removes an account and frees its name, if the password is unchanged. The deletion is recorded first and until
   * `finishDeletion`, so that the owned data is removed even if this process ends.
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
          // The row may be gone already, because the SDK repeats a call whose answer was lost.
          ConditionExpression: 'attribute_not_exists(id) OR passwordHash = :present',
          ExpressionAttributeValues: { ':present': passwordHash },
        }),
      ),
    );
    if (!removed) return false;
    if (reservation?.holderId === id) await this.#names.release(reservation.id, reservation.ticket);
    return true;
  }

  /** The deletions that are not finished. */
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

  async #change(id: string, UpdateExpression: string, value: unknown): Promise<boolean> {
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { id },
          UpdateExpression,
          ConditionExpression: 'attribute_exists(id)',
          ExpressionAttributeValues: { ':it': value },
        }),
      ),
    );
    return reply !== null;
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

  /** The user with that name, in any letter case. */
  async getByUsername(username: string): Promise<User | null> {
    const reservation = await this.#names.get(nameKey(username));
    const user = reservation && (await this.get(reservation.holderId));
    return user && nameKey(user.username) === nameKey(username) ? user : null;
  }
}
