import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { writeAtomically } from './write-atomically.ts';

/** A directory with one JSON file per key, validated when it is read. */
export class JsonDirectory<T> {
  readonly #path: string;
  readonly #schema: z.ZodType<T>;
  readonly #log: Logger;

  private constructor(path: string, schema: z.ZodType<T>, log: Logger) {
    this.#path = path;
    this.#schema = schema;
    this.#log = log;
  }

  static async open<T>(path: string, schema: z.ZodType<T>, log: Logger): Promise<JsonDirectory<T>> {
    await mkdir(path, { recursive: true, mode: 0o700 });
    return new JsonDirectory(path, schema, log);
  }

  /** Reads all files. One that can't be parsed is logged and skipped; the control plane sends its content again. */
  async readAll(): Promise<Map<string, T>> {
    const found = new Map<string, T>();
    for (const name of await readdir(this.#path)) {
      if (name.endsWith('.tmp')) await rm(join(this.#path, name), { force: true });
      if (!name.endsWith('.json')) continue;
      try {
        const parsed = this.#schema.parse(JSON.parse(await readFile(join(this.#path, name), 'utf8')));
        found.set(name.slice(0, -'.json'.length), parsed);
      } catch (error) {
        this.#log.error(
          { err: error, file: join(this.#path, name) },
          'skipped a state file that cannot be read',
        );
      }
    }
    return found;
  }

  async write(key: string, value: T, durable = false): Promise<void> {
    await writeAtomically(join(this.#path, `${key}.json`), JSON.stringify(value), durable);
  }

  async remove(key: string): Promise<void> {
    await rm(join(this.#path, `${key}.json`), { force: true });
  }
}
