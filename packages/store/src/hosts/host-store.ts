import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type HostReported, hostReported } from '@pineapple/contracts';
import type { DeepReadonly } from '@pineapple/core';
import { z } from 'zod';
import { scanAll } from '../table/all-rows.ts';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { parseRow, type RawRow } from '../table/parse-row.ts';
import type { StoreOptions } from '../table/store-options.ts';
import { updateParts } from '../table/update-expression.ts';

/** The longest partition key that DynamoDB takes, in bytes of UTF-8. */
const longestKey = 2_048;

/** A host: its last report, and what is known of it besides. */
const hostRow = hostReported
  .extend({
    /** Whether its operator wants no more labs on it. */
    cordoned: z.boolean().default(false),
    /** Since when it counts as dead. RFC 3339. */
    lostSince: z.iso.datetime().nullable().default(null),
    /** Labs that were moved away, and that may have left something on it. */
    leftovers: z.set(z.string()).default(new Set()),
    /** The `readySince` for which it was sent what it may have missed. */
    caughtUp: z.string().nullable().default(null),
    /** How many containers were placed on it since it last reported. */
    arriving: z.int().nonnegative().default(0),
  })
  .transform(({ leftovers: orphans, ...row }) => ({ ...row, orphans }));

export type HostRecord = DeepReadonly<z.infer<typeof hostRow>>;

/** What a report changed. */
export interface RecordedReport {
  /** False if a newer report arrived before it. */
  readonly newer: boolean;
  /** Whether it is the host's first report ever. */
  readonly first: boolean;
  /** Whether the host counted as dead until now. */
  readonly wasLost: boolean;
  /** Whether it may have missed commands, because its agent or Docker was down. See `markCaughtUp`. */
  readonly isBehind: boolean;
  /** Whether its underlay address changed. */
  readonly readdressed: boolean;
  readonly orphans: ReadonlySet<string>;
}

/** The hosts, one row each. */
export class HostStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor({ documents, table }: StoreOptions) {
    this.#documents = documents;
    this.#table = table;
  }

  /** Stores a report if it is newer than the stored one. A host that reports is not lost. */
  async record(report: HostReported): Promise<RecordedReport> {
    const { hostId, ...reported } = report;
    const parts = updateParts(reported, ['lostSince', 'arriving']);
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { hostId },
          ...parts,
          ConditionExpression: 'attribute_not_exists(hostId) OR #sequence < :sequence',
          ReturnValues: 'ALL_OLD',
        }),
      ),
    );
    const before = reply?.Attributes ? this.#parse(reply.Attributes) : null;
    return {
      newer: reply !== null,
      first: reply !== null && before === null,
      wasLost: before?.lostSince != null,
      isBehind: report.readySince !== undefined && before?.caughtUp !== report.readySince,
      readdressed: before !== null && before.underlayAddress !== report.underlayAddress,
      orphans: before?.orphans ?? new Set(),
    };
  }

  async get(hostId: string): Promise<HostRecord | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { hostId }, ConsistentRead: true }),
    );
    return Item ? this.#parse(Item) : null;
  }

  /** Every host that has ever reported, ordered by id. */
  async list(): Promise<HostRecord[]> {
    const rows = await scanAll(this.#documents, { TableName: this.#table, ConsistentRead: true });
    return rows.map((row) => this.#parse(row)).sort((a, b) => (a.hostId < b.hostId ? -1 : 1));
  }

  /** Returns false if there is no such host. */
  async setCordoned(hostId: string, cordoned: boolean): Promise<boolean> {
    if (!canBeKey(hostId)) return false;
    return this.#update(hostId, { UpdateExpression: 'SET cordoned = :it' }, { ':it': cordoned });
  }

  /** Marks a host as lost, unless it reported after the given report. Returns whether it was marked. */
  async markLost({ hostId, sequence }: HostReported, since: string): Promise<boolean> {
    return this.#update(
      hostId,
      {
        UpdateExpression: 'SET lostSince = if_not_exists(lostSince, :since)',
        ConditionExpression: '#sequence = :sequence',
        ExpressionAttributeNames: { '#sequence': 'sequence' },
      },
      { ':since': since, ':sequence': sequence },
    );
  }

  /** Records that a host was sent what it may have missed before it was ready. */
  async markCaughtUp(hostId: string, readySince: string): Promise<void> {
    await this.#update(hostId, { UpdateExpression: 'SET caughtUp = :it' }, { ':it': readySince });
  }

  /** Counts containers that were placed on a host, until its next report includes them. */
  async expect(hostId: string, containers: number): Promise<void> {
    await this.#update(
      hostId,
      { UpdateExpression: 'ADD arriving :containers' },
      { ':containers': containers },
    );
  }

  /** Records that a lab may have left something on a host. */
  async addOrphan(hostId: string, labId: string): Promise<void> {
    await this.#update(hostId, { UpdateExpression: 'ADD leftovers :lab' }, { ':lab': new Set([labId]) });
  }

  /** Records that a host has nothing left of a lab. */
  async forgetOrphan(hostId: string, labId: string): Promise<void> {
    await this.#update(hostId, { UpdateExpression: 'DELETE leftovers :lab' }, { ':lab': new Set([labId]) });
  }

  async #update(
    hostId: string,
    change: {
      UpdateExpression: string;
      ConditionExpression?: string;
      ExpressionAttributeNames?: Record<string, string>;
    },
    values: Record<string, unknown>,
  ): Promise<boolean> {
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { hostId },
          ConditionExpression: 'attribute_exists(hostId)',
          ...change,
          ExpressionAttributeValues: values,
        }),
      ),
    );
    return reply !== null;
  }

  #parse(row: RawRow): HostRecord {
    return parseRow(hostRow, this.#table, ['hostId'], row);
  }
}

/** Whether a row can have this key. DynamoDB answers a read of any other with a fault instead of no row. */
function canBeKey(text: string): boolean {
  return text !== '' && Buffer.byteLength(text) <= longestKey;
}
