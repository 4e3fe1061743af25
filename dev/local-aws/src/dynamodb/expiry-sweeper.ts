import { z } from 'zod';
import { describeError, type Log } from '../log.ts';
import type { DynaliteEngine } from './dynalite-engine.ts';
import type { ExpiringTable, TimeToLive } from './time-to-live.ts';

const item = z.record(z.string(), z.unknown());
const page = z.object({ Items: z.array(item), LastEvaluatedKey: item.optional() });

/** AWS keeps rows that expired more than five years ago, because such a time is probably a mistake. */
const oldestExpirySeconds = 5 * 365 * 86_400;

/** Deletes expired rows periodically, as DynamoDB does. */
export class ExpirySweeper {
  readonly #engine: DynaliteEngine;
  readonly #timeToLive: TimeToLive;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  #sweeping: Promise<number> | null = null;
  #stopped = false;

  constructor(options: { engine: DynaliteEngine; timeToLive: TimeToLive; intervalMs: number; log: Log }) {
    this.#engine = options.engine;
    this.#timeToLive = options.timeToLive;
    this.#log = options.log;
    this.#timer = setInterval(() => void this.sweep(), options.intervalMs);
    this.#timer.unref();
  }

  /** Sweeps every table once, or joins a running sweep. @returns The number of deleted rows. */
  sweep(): Promise<number> {
    this.#sweeping ??= this.#sweepAll()
      .catch((error: unknown) => {
        if (!this.#stopped)
          this.#log({ level: 'warn', message: 'expired rows were not swept', error: describeError(error) });
        return 0;
      })
      .finally(() => (this.#sweeping = null));
    return this.#sweeping;
  }

  async close(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  async #sweepAll(): Promise<number> {
    let removed = 0;
    for (const table of await this.#timeToLive.expiringTables()) removed += await this.#sweepTable(table);
    return removed;
  }

  async #sweepTable({ table, attribute, keys }: ExpiringTable): Promise<number> {
    const now = Math.floor(Date.now() / 1000);
    // The condition is checked again on delete: a row may be renewed between the scan and the delete.
    const expired = {
      ExpressionAttributeNames: { '#ttl': attribute },
      ExpressionAttributeValues: {
        ':now': { N: String(now) },
        ':oldest': { N: String(now - oldestExpirySeconds) },
      },
    };
    const condition = '#ttl < :now AND #ttl > :oldest';
    let removed = 0;
    let start: z.infer<typeof item> | undefined;
    do {
      const answer = await this.#call('Scan', {
        TableName: table,
        FilterExpression: condition,
        ...expired,
        ...(start ? { ExclusiveStartKey: start } : {}),
      });
      if (answer.status !== 200)
        throw new Error(`Scan of ${table} answered ${answer.status}: ${answer.body}`);
      const { Items, LastEvaluatedKey } = page.parse(JSON.parse(answer.body));
      for (const row of Items) {
        if (this.#stopped) return removed;
        const key = Object.fromEntries(keys.map((name) => [name, row[name]]));
        const deleted = await this.#call('DeleteItem', {
          TableName: table,
          Key: key,
          ConditionExpression: condition,
          ...expired,
        });
        if (deleted.status === 200) removed += 1;
      }
      start = LastEvaluatedKey;
    } while (start && !this.#stopped);
    return removed;
  }

  #call(operation: string, input: object): ReturnType<DynaliteEngine['call']> {
    return this.#engine.call(operation, JSON.stringify(input));
  }
}
