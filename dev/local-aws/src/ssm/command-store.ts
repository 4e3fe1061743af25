import { z } from 'zod';
import { orderedIdFloor } from '../ordered-id.ts';
import type { State, StateTable } from '../state.ts';
import { commandRecord, isOver, type CommandRecord } from './command-record.ts';

/** AWS shows commands for 30 days. */
const keptMs = 30 * 86_400_000;

/** Commands, ordered by id. Unfinished ones are in memory, all are on disk. */
export class CommandStore {
  readonly #table: StateTable<CommandRecord>;
  readonly #unfinished: StateTable<boolean>;
  readonly #active = new Map<string, CommandRecord>();

  constructor(state: State) {
    this.#table = state.table('commands', commandRecord);
    this.#unfinished = state.table('unfinished-commands', z.boolean());
  }

  /** Removes old commands and returns those that were unfinished when the process ended. */
  async load(): Promise<CommandRecord[]> {
    await this.forgetOld();
    const left: CommandRecord[] = [];
    for (const { key } of await this.#unfinished.list()) {
      const command = await this.#table.get(key);
      if (command) left.push(command);
      else await this.#unfinished.delete(key);
    }
    for (const command of left) this.#active.set(command.commandId, command);
    return left;
  }

  async forgetOld(): Promise<void> {
    await this.#table.deleteBefore(orderedIdFloor(Date.now() - keptMs));
  }

  async get(commandId: string): Promise<CommandRecord | null> {
    return this.#active.get(commandId) ?? (await this.#table.get(commandId));
  }

  /** The current state of an unfinished command. */
  active(commandId: string): CommandRecord | null {
    return this.#active.get(commandId) ?? null;
  }

  async save(command: CommandRecord): Promise<void> {
    const { commandId } = command;
    const over = isOver(command);
    const known = this.#active.has(commandId);
    this.#active.set(commandId, command);
    if (!known && !over) await this.#unfinished.put(commandId, true);
    await this.#table.put(commandId, command);
    if (!over || this.#active.get(commandId) !== command) return;
    this.#active.delete(commandId);
    await this.#unfinished.delete(commandId);
  }

  /** Newest first, those older than `before`. */
  async list(before: string | undefined, limit: number): Promise<CommandRecord[]> {
    const rows = await this.#table.list({ ...(before ? { before } : {}), newestFirst: true, limit });
    return rows.map(({ row }) => this.#active.get(row.commandId) ?? row);
  }
}
