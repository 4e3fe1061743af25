import { Level } from 'level';
import type { z } from 'zod';

/** Rows of one kind by key, in key order. */
export interface StateTable<T> {
  get(key: string): Promise<T | null>;
  put(key: string, row: T): Promise<void>;
  delete(key: string): Promise<void>;
  list(range?: {
    from?: string;
    before?: string;
    newestFirst?: boolean;
    limit?: number;
  }): Promise<{ key: string; row: T }[]>;
  deleteBefore(key: string): Promise<void>;
}

/** Everything that AWS would store, in one LevelDB. Writes survive a kill of the process. */
export interface State {
  table<T>(name: string, schema: z.ZodType<T>): StateTable<T>;
  close(): Promise<void>;
}

export async function openState(directory: string): Promise<State> {
  const db = new Level<string, string>(directory);
  await db.open();
  return { table: (name, schema) => openTable(db, name, schema), close: () => db.close() };
}

function openTable<T>(db: Level<string, string>, name: string, schema: z.ZodType<T>): StateTable<T> {
  const prefix = `${name}!`;
  const end = `${name}"`;
  const inOrder = keyedQueue();
  const bounds = (from = '', before?: string) => ({
    gte: prefix + from,
    lt: before === undefined ? end : prefix + before,
  });
  return {
    async get(key) {
      const text: string | undefined = await db.get(prefix + key);
      return text === undefined ? null : schema.parse(JSON.parse(text));
    },
    put(key, row) {
      const text = JSON.stringify(row);
      return inOrder(key, () => db.put(prefix + key, text));
    },
    delete: (key) => inOrder(key, () => db.del(prefix + key)),
    async list({ from, before, newestFirst = false, limit = -1 } = {}) {
      const rows = await db.iterator({ ...bounds(from, before), reverse: newestFirst, limit }).all();
      return rows.map(([key, text]) => ({
        key: key.slice(prefix.length),
        row: schema.parse(JSON.parse(text)),
      }));
    },
    deleteBefore: (key) => db.clear(bounds('', key)),
  };
}

/** LevelDB runs writes on several threads; two writes of one key must not overtake each other. */
function keyedQueue(): (key: string, write: () => Promise<void>) => Promise<void> {
  const last = new Map<string, Promise<void>>();
  return (key, write) => {
    const waiting = last.get(key);
    const done = waiting ? waiting.then(write, write) : write();
    last.set(key, done);
    const forget = (): void => {
      if (last.get(key) === done) last.delete(key);
    };
    done.then(forget, forget);
    return done;
  };
}
