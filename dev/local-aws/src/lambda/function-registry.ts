import { functionArn } from '../account.ts';
import { AwsError } from '../http/aws-error.ts';
import type { State, StateTable } from '../state.ts';
import type { CodeStore } from './code-store.ts';
import { functionRecord, type FunctionRecord } from './function-record.ts';

/** All functions, in memory and on disk. */
export class FunctionRegistry {
  readonly #table: StateTable<FunctionRecord>;
  readonly #code: CodeStore;
  readonly #records = new Map<string, FunctionRecord>();

  constructor(state: State, code: CodeStore) {
    this.#table = state.table('functions', functionRecord);
    this.#code = code;
  }

  async load(): Promise<void> {
    for (const { key, row } of await this.#table.list()) this.#records.set(key, row);
    await this.#code.keepOnly(new Set(this.list().map((record) => record.code)));
  }

  list(): FunctionRecord[] {
    return [...this.#records.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): FunctionRecord | null {
    return this.#records.get(name) ?? null;
  }

  /** @throws AwsError when there is no such function */
  get(name: string): FunctionRecord {
    const record = this.#records.get(name);
    if (!record) {
      throw new AwsError('ResourceNotFoundException', `Function not found: ${functionArn(name)}`, 404, {
        Type: 'User',
      });
    }
    return record;
  }

  /** @throws AwsError when the name is taken */
  async create(record: FunctionRecord): Promise<void> {
    if (this.#records.has(record.name)) {
      throw new AwsError('ResourceConflictException', `Function already exist: ${record.name}`, 409, {
        Type: 'User',
      });
    }
    await this.save(record);
  }

  async save(record: FunctionRecord): Promise<void> {
    this.#records.set(record.name, record);
    await this.#table.put(record.name, record);
  }

  async remove(name: string): Promise<void> {
    this.get(name);
    this.#records.delete(name);
    await this.#table.delete(name);
  }
}
