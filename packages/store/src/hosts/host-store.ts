import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type HostReported, hostReported } from '@pineapple/contracts';
import { z } from 'zod';
import { scanAll } from '../table/all-rows.ts';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { parseRow, type RawRow } from '../table/parse-row.ts';
import type { StoreOptions } from '../table/store-options.ts';
import { updateParts } from '../table/update-expression.ts';

const hostRow = hostReported.extend({
  cordoned: z.boolean().default(false),
  lostSince: z.iso.datetime().nullable().default(null),
  leftovers: z.set(z.string()).default(new Set()),
  arriving: z.int().nonnegative().default(0),
});

/** A host: what it last said about itself, and what is known of it besides. */
export interface HostRecord extends HostReported {
  /** Its operator wants no more labs on it. */
  readonly cordoned: boolean;
  /** Since when it counts as dead. RFC 3339. */
  readonly lostSince: string | null;
  /** Labs that were moved away and of which something may be left on it. */
  readonly leftovers: ReadonlySet<string>;
  /** How many containers were placed on it since it last reported. */
  readonly arriving: number;
}

/** What a report met. */
export interface RecordedReport {
  /** False when a newer one had arrived before it. */
  readonly newer: boolean;
  /** Whether the host counted as dead until now. */
  readonly wasLost: boolean;
  /** Whether other hosts reach it at another address than before. */
  readonly readdressed: boolean;
  readonly leftovers: ReadonlySet<string>;
}

/** The hosts: a row each. */
export class HostStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor({ documents, table }: StoreOptions) {
    this.#documents = documents;
    this.#table = table;
  }

  /** Keeps a report if it is newer than the one that is stored; whoever reports is not lost. */
  async record(report: HostReported): Promise<RecordedReport> {
    const { hostId, ...said } = report;
    const parts = updateParts(said, ['lostSince', 'arriving']);
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
      wasLost: before?.lostSince != null,
      readdressed: before !== null && before.underlayAddress !== report.underlayAddress,
      leftovers: before?.leftovers ?? new Set(),
    };
  }

  async get(hostId: string): Promise<HostRecord | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { hostId }, ConsistentRead: true }),
    );
    return Item ? this.#parse(Item) : null;
  }

  /** Every host that ever reported, ordered by id. */
  async list(): Promise<HostRecord[]> {
    const rows = await scanAll(this.#documents, { TableName: this.#table, ConsistentRead: true });
    return rows.map((row) => this.#parse(row)).sort((a, b) => (a.hostId < b.hostId ? -1 : 1));
  }

  /** Whether there is such a host. */
  async setCordoned(hostId: string, cordoned: boolean): Promise<boolean> {
    return this.#update(hostId, { UpdateExpression: 'SET cordoned = :it' }, { ':it': cordoned });
  }

  /** Counts a host as dead, unless it said something after that report. Whether it does now. */
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

  /** Counts containers that were placed on a host, until it says itself how much room it has. */
  async expect(hostId: string, containers: number): Promise<void> {
    await this.#update(
      hostId,
      { UpdateExpression: 'ADD arriving :containers' },
      { ':containers': containers },
    );
  }

  /** Notes that something of a lab may be left on a host. */
  async addLeftover(hostId: string, labId: string): Promise<void> {
    await this.#update(hostId, { UpdateExpression: 'ADD leftovers :lab' }, { ':lab': new Set([labId]) });
  }

  /** Notes that nothing of a lab is left on a host. */
  async dropLeftover(hostId: string, labId: string): Promise<void> {
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
