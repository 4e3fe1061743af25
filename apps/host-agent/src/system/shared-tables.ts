import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { writeAtomically } from './write-atomically.ts';

/** Terminals that one container can have open. */
export const terminalsPerContainer = 256;
/** Inotify instances and watches that one container can have. */
export const inotifyPerContainer = { instances: 128, watches: 16_384 } as const;
/** Neighbours in the ARP and NDP tables, of which the host has one for all network namespaces. */
const neighboursPerContainer = 256;
const flowsPerContainer = 1024;

/** The sizes of the kernel's tables that all containers of a host share, by their paths below /proc/sys. */
function sizes(containers: number): Readonly<Record<string, number>> {
  const neighbours = neighboursPerContainer * containers;
  return {
    // The kernel keeps 1,024 of them for the host itself.
    'kernel/pty/max': 2048 + terminalsPerContainer * containers,
    'fs/inotify/max_user_instances': 1024 + inotifyPerContainer.instances * containers,
    'fs/inotify/max_user_watches': 65_536 + inotifyPerContainer.watches * containers,
    ...Object.fromEntries(
      ['ipv4', 'ipv6'].flatMap((family) => [
        [`net/${family}/neigh/default/gc_thresh3`, 1024 + neighbours],
        [`net/${family}/neigh/default/gc_thresh2`, 512 + Math.floor(neighbours / 2)],
        [`net/${family}/neigh/default/gc_thresh1`, 128 + Math.floor(neighbours / 4)],
      ]),
    ),
    'net/netfilter/nf_conntrack_max': flowsPerContainer * containers,
  };
}

const changes = z.record(z.string(), z.object({ before: z.string(), set: z.string() }));

/**
 * Sizes the kernel's tables that all containers of a host share, so that one container can't fill them for all. It only
 * raises sizes, and keeps those from before in a file for an agent that starts after this one was killed.
 */
export class SharedTables {
  readonly #root: string;
  readonly #file: string;
  readonly #log: Logger;

  /** @param root the kernel's settings */
  constructor(stateDir: string, log: Logger, root = '/proc/sys') {
    this.#root = root;
    this.#file = join(stateDir, 'shared-tables.json');
    this.#log = log;
  }

  /** Raises what is too small for so many containers. What this kernel does not have, or does not let change, is left. */
  async raise(containers: number): Promise<void> {
    const known = await this.#read();
    for (const [path, size] of Object.entries(sizes(containers))) {
      try {
        const current = await this.#value(path);
        if (current === null || Number(current) >= size) continue;
        known[path] = { before: known[path]?.before ?? current, set: String(size) };
        // Before the change, so that a killed agent's successor knows of it.
        await writeAtomically(this.#file, JSON.stringify(known), true);
        await writeFile(join(this.#root, path), String(size));
      } catch (error) {
        this.#log.warn({ err: error, path, size }, 'could not raise a size that all containers share');
      }
    }
  }

  /** Restores the sizes from before, except where another program has changed them since. */
  async restore(): Promise<void> {
    // A lower limit of a table must not exceed the upper one meanwhile, so the last change is undone first.
    for (const [path, { before, set }] of Object.entries(await this.#read()).toReversed()) {
      try {
        if ((await this.#value(path)) === set) await writeFile(join(this.#root, path), before);
      } catch (error) {
        this.#log.warn({ err: error, path, before }, 'could not restore a size that all containers share');
      }
    }
    await rm(this.#file, { force: true });
  }

  async #value(path: string): Promise<string | null> {
    const text = await readFile(join(this.#root, path), 'utf8').catch(() => null);
    return text === null ? null : text.trim();
  }

  async #read(): Promise<z.infer<typeof changes>> {
    const text = await readFile(this.#file, 'utf8').catch(() => '{}');
    try {
      return changes.parse(JSON.parse(text));
    } catch (error) {
      this.#log.error({ err: error, file: this.#file }, 'skipped a state file that cannot be read');
      return {};
    }
  }
}
