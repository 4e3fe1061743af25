import { z } from 'zod';
import { AwsError } from '../http/aws-error.ts';
import { parseInput } from '../http/parse-input.ts';
import type { State, StateTable } from '../state.ts';
import type { DynaliteEngine } from './dynalite-engine.ts';

const tableInput = z.object({ TableName: z.string().min(1).max(1024) });
const updateInput = tableInput.extend({
  TimeToLiveSpecification: z.object({ AttributeName: z.string().min(1).max(255), Enabled: z.boolean() }),
});
const setting = z.object({
  attribute: z.string(),
  enabled: z.boolean(),
  /** Distinguishes a table from a later one of the same name. */
  tableCreatedAt: z.number(),
});

const tableDescription = z.object({
  Table: z.object({
    CreationDateTime: z.number(),
    KeySchema: z.array(z.object({ AttributeName: z.string() })),
  }),
});

export interface ExpiringTable {
  readonly table: string;
  readonly attribute: string;
  readonly keys: readonly string[];
}

/** The tables whose rows expire, and the attribute that holds the time. */
export class TimeToLive {
  readonly #engine: DynaliteEngine;
  readonly #settings: StateTable<z.infer<typeof setting>>;

  constructor({ engine, state }: { engine: DynaliteEngine; state: State }) {
    this.#engine = engine;
    this.#settings = state.table('time-to-live', setting);
  }

  async update(input: unknown): Promise<object> {
    const { TableName: table, TimeToLiveSpecification: wanted } = parseInput(updateInput, input);
    const { CreationDateTime: tableCreatedAt } = await this.#describeTable(table);
    const before = await this.#current(table, tableCreatedAt);
    if ((before?.enabled ?? false) === wanted.Enabled) {
      throw new AwsError(
        'ValidationException',
        `TimeToLive is already ${wanted.Enabled ? 'enabled' : 'disabled'}`,
      );
    }
    if (before?.enabled && before.attribute !== wanted.AttributeName) {
      throw new AwsError(
        'ValidationException',
        `TimeToLive is active on a different AttributeName: current AttributeName is ${before.attribute}`,
      );
    }
    await this.#settings.put(table, {
      attribute: wanted.AttributeName,
      enabled: wanted.Enabled,
      tableCreatedAt,
    });
    return { TimeToLiveSpecification: wanted };
  }

  async describe(input: unknown): Promise<object> {
    const { TableName: table } = parseInput(tableInput, input);
    const { CreationDateTime } = await this.#describeTable(table);
    const current = await this.#current(table, CreationDateTime);
    const description = current?.enabled
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: current.attribute }
      : { TimeToLiveStatus: 'DISABLED' };
    return { TimeToLiveDescription: description };
  }

  /** The tables whose rows expire. Settings of deleted tables are removed. */
  async expiringTables(): Promise<ExpiringTable[]> {
    const tables: ExpiringTable[] = [];
    for (const { key: table, row } of await this.#settings.list()) {
      const description = await this.#describeTable(table).catch(() => null);
      if (description?.CreationDateTime !== row.tableCreatedAt) {
        await this.#settings.delete(table);
      } else if (row.enabled) {
        tables.push({
          table,
          attribute: row.attribute,
          keys: description.KeySchema.map((key) => key.AttributeName),
        });
      }
    }
    return tables;
  }

  async #current(table: string, createdAt: number): Promise<z.infer<typeof setting> | null> {
    const current = await this.#settings.get(table);
    return current?.tableCreatedAt === createdAt ? current : null;
  }

  async #describeTable(table: string): Promise<z.infer<typeof tableDescription>['Table']> {
    const answer = await this.#engine.call('DescribeTable', JSON.stringify({ TableName: table }));
    if (answer.status === 400) {
      throw new AwsError(
        'ResourceNotFoundException',
        `Requested resource not found: Table: ${table} not found`,
      );
    }
    return tableDescription.parse(JSON.parse(answer.body)).Table;
  }
}
