import { randomUUID } from 'node:crypto';
import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { unlessConditionFails } from './conditional-write.ts';
import { parseRow } from './parse-row.ts';
import { type StoreOptions, systemClock } from './store-options.ts';

const reservationRow = z.object({
  id: z.string(),
  holderId: z.string(),
  /** Differs with each reservation, so that a stale release or takeover does not affect a newer reservation. */
  ticket: z.string(),
  reservedAt: z.iso.datetime(),
});
type Reservation = z.infer<typeof reservationRow>;

/** Whether the holder uses its reservation. `unclear`: not yet, or no longer. */
export type Holding = 'held' | 'given-up' | 'unclear';

/**
 * An unused reservation is valid this long, because its holder may be about to use it. Longer than the SDK with all its
 * retries needs for the two writes.
 */
const leaseMs = 120_000;

/**
 * Makes names unique with one row for each name, in the table of the named rows. Reserving and using a name are two
 * writes. If a process dies between them, or before a release, the reservation is stale, and the next reservation of the
 * name takes it over.
 */
export class NameReservations {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => Date;

  constructor({ documents, table, now = systemClock }: StoreOptions) {
    this.#documents = documents;
    this.#table = table;
    this.#now = now;
  }

  /** Returns the ticket of the reservation, or null if another holder has the name. */
  async reserve(
    id: string,
    holderId: string,
    holdingOf: (holderId: string) => Promise<Holding>,
  ): Promise<string | null> {
    for (let tries = 0; tries < 3; tries += 1) {
      const fresh = await this.#put(id, holderId, 'attribute_not_exists(id) OR holderId = :mine', {
        ':mine': holderId,
      });
      if (fresh) return fresh;
      const present = await this.get(id);
      if (!present) continue;
      const holding = await holdingOf(present.holderId);
      if (holding === 'held' || (holding === 'unclear' && this.#isFresh(present))) return null;
      const taken = await this.#put(id, holderId, 'holderId = :theirs AND ticket = :seen', {
        ':theirs': present.holderId,
        ':seen': present.ticket,
      });
      if (taken) return taken;
    }
    return null;
  }

  async get(id: string): Promise<Reservation | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { id }, ConsistentRead: true }),
    );
    return Item ? parseRow(reservationRow, this.#table, ['id'], Item) : null;
  }

  /** Releases a name, unless it was reserved again since the ticket was issued. */
  async release(id: string, ticket: string): Promise<void> {
    await unlessConditionFails(
      this.#documents.send(
        new DeleteCommand({
          TableName: this.#table,
          Key: { id },
          ConditionExpression: 'ticket = :ticket',
          ExpressionAttributeValues: { ':ticket': ticket },
        }),
      ),
    );
  }

  #isFresh(reservation: Reservation): boolean {
    return this.#now().getTime() - Date.parse(reservation.reservedAt) < leaseMs;
  }

  async #put(
    id: string,
    holderId: string,
    condition: string,
    values: Record<string, string>,
  ): Promise<string | null> {
    const row: Reservation = { id, holderId, ticket: randomUUID(), reservedAt: this.#now().toISOString() };
    const reply = await unlessConditionFails(
      this.#documents.send(
        new PutCommand({
          TableName: this.#table,
          Item: row,
          ConditionExpression: condition,
          ExpressionAttributeValues: values,
        }),
      ),
    );
    return reply ? row.ticket : null;
  }
}
