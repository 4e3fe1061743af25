import { randomUUID } from 'node:crypto';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type LabUsage, noUsage, usageKinds } from '@pineapple/core';
import { z } from 'zod';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { parseRow } from '../table/parse-row.ts';
import { type StoreOptions, systemClock } from '../table/store-options.ts';

const count = z.int();

const usageRow = z.object({
  id: z.string(),
  /** Differs with each write. */
  stamp: z.string(),
  /** The sums over all labs. */
  containers: count,
  networks: count,
  memoryMb: count,
  /** Of each lab that takes something, by id. `use` is a text, because a condition compares it as a whole. */
  labs: z.record(z.string(), z.object({ use: z.string(), at: z.iso.datetime() })),
});
type UsageRow = z.infer<typeof usageRow>;

/** What the labs of one user take of its quotas, together. */
export interface StoredUsage extends LabUsage {
  readonly stamp: string;
  readonly labs: ReadonlyMap<string, { readonly usage: LabUsage; readonly at: string }>;
}

/**
 * How much each user has, in one row for each user in the table of users. It is reserved before a lab is written, so that
 * edits of several labs on several instances at once can't pass a quota together. A process that dies in between leaves
 * too much, which a recount corrects.
 */
export class UsageStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => Date;

  constructor({ documents, table, now = systemClock }: StoreOptions) {
    this.#documents = documents;
    this.#table = table;
    this.#now = now;
  }

  async get(userId: string): Promise<StoredUsage | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: keyOf(userId), ConsistentRead: true }),
    );
    return Item ? toUsage(parseRow(usageRow, this.#table, ['id'], Item)) : null;
  }

  /**
   * Changes what one lab takes, if it took `before`, and if what grows stays within the limits.
   * @returns false if nothing was changed
   */
  async change(
    userId: string,
    labId: string,
    { before, after }: { readonly before: LabUsage; readonly after: LabUsage },
    limits: LabUsage,
  ): Promise<boolean> {
    const was = toText(before);
    const conditions = [
      was === toText(noUsage) ? 'attribute_not_exists(labs.#lab)' : 'labs.#lab.#use = :was',
    ];
    const values: Record<string, unknown> = {
      ':stamp': randomUUID(),
      ...(was !== toText(noUsage) && { ':was': was }),
    };
    const sets = ['stamp = :stamp'];
    for (const kind of usageKinds) {
      const more = after[kind] - before[kind];
      sets.push(`${kind} = ${kind} + :${kind}More`);
      values[`:${kind}More`] = more;
      // Also holds if the row does not exist, so that the condition fails instead of the update.
      if (more <= 0) continue;
      conditions.push(`${kind} <= :${kind}Most`);
      values[`:${kind}Most`] = limits[kind] - more;
    }
    const gone = toText(after) === toText(noUsage);
    if (!gone) {
      sets.push('labs.#lab = :lab');
      values[':lab'] = { use: toText(after), at: this.#now().toISOString() };
    }
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: keyOf(userId),
          UpdateExpression: `SET ${sets.join(', ')}${gone ? ' REMOVE labs.#lab' : ''}`,
          ConditionExpression: ['attribute_exists(id)', ...conditions].join(' AND '),
          ExpressionAttributeNames: {
            '#lab': labId,
            ...(was !== toText(noUsage) && { '#use': 'use' }),
          },
          ExpressionAttributeValues: values,
        }),
      ),
    );
    return reply !== null;
  }

  /** Stores a recount, unless the row has changed since it was read. */
  async replace(
    userId: string,
    labs: ReadonlyMap<string, LabUsage>,
    seen: StoredUsage | null,
  ): Promise<StoredUsage | null> {
    const at = this.#now().toISOString();
    const taking = [...labs].filter(([, usage]) => toText(usage) !== toText(noUsage));
    const sum = (kind: keyof LabUsage) => taking.reduce((total, [, usage]) => total + usage[kind], 0);
    const row: UsageRow = {
      ...keyOf(userId),
      ...{ containers: sum('containers'), networks: sum('networks'), memoryMb: sum('memoryMb') },
      stamp: randomUUID(),
      labs: Object.fromEntries(
        taking.map(([id, usage]) => [id, { use: toText(usage), at: seen?.labs.get(id)?.at ?? at }]),
      ),
    };
    const stored = await unlessConditionFails(
      this.#documents.send(
        new PutCommand({
          TableName: this.#table,
          Item: row,
          ...(seen === null
            ? { ConditionExpression: 'attribute_not_exists(id)' }
            : {
                ConditionExpression: 'stamp = :seen',
                ExpressionAttributeValues: { ':seen': seen.stamp },
              }),
        }),
      ),
    );
    return stored && toUsage(row);
  }

  async remove(userId: string): Promise<void> {
    const keys = [keyOf(userId), earlierKeyOf(userId)];
    await Promise.all(
      keys.map((Key) => this.#documents.send(new DeleteCommand({ TableName: this.#table, Key }))),
    );
  }
}

function keyOf(userId: string): { id: string } {
  return { id: `usage-mb#${userId}` };
}

/** The row of versions that counted running containers instead of their memory. */
function earlierKeyOf(userId: string): { id: string } {
  return { id: `usage#${userId}` };
}

function toText(usage: LabUsage): string {
  return usageKinds.map((kind) => usage[kind]).join(' ');
}

function fromText(text: string): LabUsage {
  const [containers = 0, networks = 0, memoryMb = 0] = text.split(' ').map(Number);
  return { containers, networks, memoryMb };
}

function toUsage({ stamp, containers, networks, memoryMb, labs }: UsageRow): StoredUsage {
  const entries = Object.entries(labs).map(
    ([id, { use, at }]) => [id, { usage: fromText(use), at }] as const,
  );
  return { stamp, containers, networks, memoryMb, labs: new Map(entries) };
}
