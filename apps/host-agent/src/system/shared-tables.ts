import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { writeAtomically } from './write-atomically.ts';

/** Terminals that one container can have open. */
export const terminalsPerContainer = 512;
/** Inotify instances and watches that one container can have. */
export const inotifyPerContainer = { instances: 128, watches: 16_384 } as const;
/** Neighbours in the ARP and NDP tables, which all network namespaces of the host share. */
const neighboursPerContainer = 256;
const flowsPerContainer = 1024;

/** The sizes of the kernel's tables that all containers of a host share, by their paths below /proc/sys. */
function sizes(containers: number): Readonly<Record<string, number>> {
  const neighbours = neighboursPerContainer * containers;
  // runc makes a keyring for each process that it starts, and root of all containers is one user of the host.
  const keyrings = 1024 + terminalsPerContainer * containers;
  return {
    // The kernel keeps 1,024 of them for the host itself.
    'kernel/pty/max': 2048 + terminalsPerContainer * containers,
    'kernel/keys/maxkeys': keyrings,
    'kernel/keys/maxbytes': 128 * keyrings,
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

const record = z.object({
  /** When the process began, in the kernel's ticks since boot: another one may get its number. */
  startedAt: z.string(),
  tables: z.record(z.string(), z.object({ before: z.string(), set: z.string() })),
});
/** In place of a time: the agent has stopped. */
const left = 'left';
type TablesRecord = z.infer<typeof record>;

interface Places {
  /** The kernel's settings. */
  readonly settings: string;
  /** Where all agents of this machine keep their records. A reboot empties it, as it resets the settings. */
  readonly records: string;
}

/**
 * Sizes the kernel's tables that all containers of a host share, so that one container can't fill them for all. It only
 * raises sizes. Each agent of a machine keeps the sizes from before in a file, and the last one restores them, also when
 * others were killed.
 */
export class SharedTables {
  readonly #places: Places;
  readonly #pid: number;
  readonly #log: Logger;

  constructor(
    log: Logger,
    pid: number = process.pid,
    places: Places = { settings: '/proc/sys', records: '/run/pineapple-networks/tables' },
  ) {
    this.#log = log;
    this.#pid = pid;
    this.#places = places;
  }

  /** Raises what is too small for so many containers. What this kernel does not have, or does not let change, is left. */
  async raise(containers: number): Promise<void> {
    await mkdir(this.#places.records, { recursive: true, mode: 0o755 });
    const wanted = Object.entries(sizes(containers));
    // Records from before and after, because others begin and stop meanwhile: a size that another agent has raised is
    // then always in one of them.
    const earlier = await this.#records();
    const current = new Map(
      await Promise.all(wanted.map(async ([path]) => [path, await this.#value(path)] as const)),
    );
    const known = [...earlier.values(), ...(await this.#records()).values()];
    const tables: TablesRecord['tables'] = {};
    for (const [path, size] of wanted) {
      const value = current.get(path) ?? null;
      if (value === null) continue;
      const before =
        known.map((each) => each.tables[path]?.before).find((each) => each !== undefined) ?? value;
      if (Number(before) < size) tables[path] = { before, set: String(Math.max(size, Number(value))) };
    }
    const own: TablesRecord = { startedAt: (await startOf(this.#pid)) ?? '', tables };
    await this.#write(own);
    await this.#setAll(own);
  }

  /** Restores the sizes from before, unless another agent still needs them or another program has changed them. */
  async restore(): Promise<void> {
    const records = await this.#records();
    const own = records.get(this.#pid);
    if (!own) return;
    // Kept for the last agent, which has to know every size that was set.
    await this.#write({ ...own, startedAt: left });
    records.delete(this.#pid);
    if ((await this.#running(records)).length > 0) return;
    const all = [own, ...records.values()].flatMap(({ tables }) => Object.entries(tables));
    // A lower limit of a table must not exceed the upper one meanwhile, so the last change is undone first.
    for (const [path, { before }] of all.toReversed()) {
      const value = await this.#value(path);
      if (all.some((each) => each[0] === path && each[1].set === value)) await this.#set(path, before);
    }
    // Of agents that have begun meanwhile.
    for (const begun of await this.#running(await this.#records())) await this.#setAll(begun);
    for (const pid of [this.#pid, ...records.keys()]) await rm(this.#file(pid), { force: true });
  }

  /** The records of agents that run. */
  async #running(records: ReadonlyMap<number, TablesRecord>): Promise<TablesRecord[]> {
    const starts = await Promise.all([...records].map(([pid]) => startOf(pid)));
    return [...records.values()].filter(({ startedAt }, index) => startedAt === starts[index]);
  }

  async #setAll({ tables }: TablesRecord): Promise<void> {
    for (const [path, { set }] of Object.entries(tables)) await this.#set(path, set);
  }

  #write(own: TablesRecord): Promise<void> {
    return writeAtomically(this.#file(this.#pid), JSON.stringify(own));
  }

  #file(pid: number): string {
    return join(this.#places.records, `${pid}.json`);
  }

  async #set(path: string, value: string): Promise<void> {
    try {
      await writeFile(join(this.#places.settings, path), value);
    } catch (error) {
      this.#log.warn({ err: error, path, value }, 'could not set a size that all containers share');
    }
  }

  async #value(path: string): Promise<string | null> {
    const text = await readFile(join(this.#places.settings, path), 'utf8').catch(() => null);
    return text === null ? null : text.trim();
  }

  /** The records of all agents, by process. */
  async #records(): Promise<Map<number, TablesRecord>> {
    const records = new Map<number, TablesRecord>();
    for (const name of await readdir(this.#places.records).catch(() => [])) {
      if (!name.endsWith('.json')) continue;
      const text = await readFile(join(this.#places.records, name), 'utf8').catch(() => '');
      const parsed = record.safeParse(parseJson(text));
      if (parsed.success) records.set(Number.parseInt(name, 10), parsed.data);
    }
    return records;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** When a process began, in the kernel's ticks since boot; null if there is none. */
async function startOf(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The program's name, in parentheses, may hold spaces.
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
