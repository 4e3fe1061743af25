import { z } from 'zod';
import { AwsError } from '../http/aws-error.ts';
import type { State, StateTable } from '../state.ts';
import { parsePattern, type EventPattern } from './event-pattern.ts';
import { ruleRecord, type RuleRecord } from './rule-record.ts';

/** Event buses and their rules, in memory and on disk. */
export class RuleRegistry {
  readonly #rules = new Map<string, { record: RuleRecord; pattern: EventPattern | null }>();
  readonly #buses = new Set(['default']);
  readonly #ruleTable: StateTable<RuleRecord>;
  readonly #busTable: StateTable<string>;

  constructor(state: State) {
    this.#ruleTable = state.table('rules', ruleRecord);
    this.#busTable = state.table('event-buses', z.string());
  }

  async load(): Promise<void> {
    for (const { row } of await this.#busTable.list()) this.#buses.add(row);
    for (const { row } of await this.#ruleTable.list()) this.#remember(row);
  }

  buses(): string[] {
    return [...this.#buses].sort();
  }

  hasBus(bus: string): boolean {
    return this.#buses.has(bus);
  }

  async addBus(bus: string): Promise<void> {
    if (this.#buses.has(bus))
      throw new AwsError('ResourceAlreadyExistsException', `Event bus ${bus} already exists.`);
    this.#buses.add(bus);
    await this.#busTable.put(bus, bus);
  }

  async removeBus(bus: string): Promise<void> {
    if (bus === 'default')
      throw new AwsError('ValidationException', 'The default event bus can not be deleted.');
    if (this.list(bus).length > 0)
      throw new AwsError('ValidationException', `Event bus ${bus} can't be deleted since it has rules.`);
    this.#buses.delete(bus);
    await this.#busTable.delete(bus);
  }

  /** @throws AwsError when there is no such bus */
  checkBus(bus: string): void {
    if (!this.#buses.has(bus))
      throw new AwsError('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
  }

  list(bus?: string): RuleRecord[] {
    const all = [...this.#rules.values()]
      .map(({ record }) => record)
      .filter((rule) => bus === undefined || rule.bus === bus);
    return all.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(bus: string, name: string): RuleRecord | null {
    return this.#rules.get(keyOf(bus, name))?.record ?? null;
  }

  /** @throws AwsError when there is no such bus or rule */
  get(bus: string, name: string): RuleRecord {
    this.checkBus(bus);
    const rule = this.find(bus, name);
    if (!rule)
      throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${bus}.`);
    return rule;
  }

  /** The enabled rules of a bus whose pattern matches an event. */
  matching(bus: string, event: unknown): RuleRecord[] {
    return [...this.#rules.values()]
      .filter(
        ({ record, pattern }) =>
          record.bus === bus && record.state === 'ENABLED' && pattern?.(event) === true,
      )
      .map(({ record }) => record);
  }

  async save(rule: RuleRecord): Promise<void> {
    this.#remember(rule);
    await this.#ruleTable.put(keyOf(rule.bus, rule.name), rule);
  }

  async remove(rule: RuleRecord): Promise<void> {
    this.#rules.delete(keyOf(rule.bus, rule.name));
    await this.#ruleTable.delete(keyOf(rule.bus, rule.name));
  }

  #remember(record: RuleRecord): void {
    const pattern = record.eventPattern === null ? null : parsePattern(record.eventPattern);
    this.#rules.set(keyOf(record.bus, record.name), { record, pattern });
  }
}

const keyOf = (bus: string, name: string): string => `${bus}/${name}`;
