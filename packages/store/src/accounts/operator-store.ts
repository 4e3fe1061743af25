import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { parseRow } from '../table/parse-row.ts';
import type { StoreOptions } from '../table/store-options.ts';

const key = { id: 'operators' };

/** One row for all operators. */
const operatorsRow = z.object({
  id: z.literal('operators'),
  /**
   * The account of each user name that was listed in the settings, by canonical name, as it was when the name was first
   * seen there; empty if there was none. A name never binds again, so that a later account of that name is no operator.
   */
  names: z.record(z.string(), z.string()).default({}),
  /** The operator code, until there is an operator. It stays for its claimant, who may have to try again. */
  code: z.string().optional(),
  /** The account that claimed the code. */
  claimedBy: z.string().optional(),
});
type OperatorsRow = z.infer<typeof operatorsRow>;

/** Who manages hosts: names that were bound to accounts, and the code that makes the first operator. */
export class OperatorStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor({ documents, table }: Pick<StoreOptions, 'documents' | 'table'>) {
    this.#documents = documents;
    this.#table = table;
  }

  /**
   * Binds canonical names to accounts, each once for good.
   * @param accountOf the id of the account with a name now; null if there is none
   * @returns the account of each name, null for a name that had none
   */
  async bindNames(
    names: readonly string[],
    accountOf: (name: string) => Promise<string | null>,
  ): Promise<ReadonlyMap<string, string | null>> {
    let { names: bound } = await this.#read();
    for (const name of names) {
      if (bound[name] !== undefined) continue;
      const account = (await accountOf(name)) ?? '';
      ({ names: bound } = await this.#bind(name, account));
    }
    return new Map(names.map((name) => [name, bound[name] || null]));
  }

  /** The code that waits for a claim; null if there is none. */
  async openCode(): Promise<string | null> {
    const { code, claimedBy } = await this.#read();
    return claimedBy === undefined ? (code ?? null) : null;
  }

  async claimant(): Promise<string | null> {
    return (await this.#read()).claimedBy ?? null;
  }

  /**
   * The code for the first operator, the same one for every instance that asks.
   * @param fresh the code to use if there is none
   * @param gone a claimant that is no operator any more, and whose code is replaced
   */
  async offerCode(fresh: string, gone: string | null): Promise<string | null> {
    if (gone !== null) {
      await this.#update('SET code = :code REMOVE claimedBy', 'claimedBy = :gone', {
        ':code': fresh,
        ':gone': gone,
      });
    } else {
      await this.#update('SET code = :code', 'attribute_not_exists(code)', { ':code': fresh });
    }
    return this.openCode();
  }

  /** Takes back a code that was not claimed. */
  async withdrawCode(): Promise<void> {
    await this.#update('REMOVE code', 'attribute_exists(code) AND attribute_not_exists(claimedBy)', {});
  }

  /** Whether the code is right and the account has it now. The first claimant may repeat its claim. */
  async claim(code: string, userId: string): Promise<boolean> {
    return this.#update(
      'SET claimedBy = :user',
      'code = :code AND (attribute_not_exists(claimedBy) OR claimedBy = :user)',
      { ':code': code, ':user': userId },
    );
  }

  async #read(): Promise<OperatorsRow> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: key, ConsistentRead: true }),
    );
    return parseRow(operatorsRow, this.#table, ['id'], Item ?? key);
  }

  /** Of several instances that bind a name, the first one wins. */
  async #bind(name: string, account: string): Promise<OperatorsRow> {
    await this.#update(
      'SET #names = if_not_exists(#names, :none)',
      null,
      { ':none': {} },
      { '#names': 'names' },
    );
    await this.#update(
      'SET #names.#name = if_not_exists(#names.#name, :account)',
      null,
      { ':account': account },
      { '#names': 'names', '#name': name },
    );
    return this.#read();
  }

  async #update(
    UpdateExpression: string,
    ConditionExpression: string | null,
    values: Readonly<Record<string, unknown>>,
    names?: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: key,
          UpdateExpression,
          ...(ConditionExpression !== null && { ConditionExpression }),
          ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: { ...values } }),
          ...(names && { ExpressionAttributeNames: { ...names } }),
        }),
      ),
    );
    return reply !== null;
  }
}
