import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ControlGroups } from '../../system/control-groups.ts';
import { ProgramShell, runInShell } from '../../system/program-shell.ts';
import { staticProgram } from '../../system/static-program.ts';

/** Where the agent mounts what the machine has not mounted. */
const ownMounts = '/run/pineapple-networks';
/** Changes with `rings.c`, so that containers that run keep the programs that count their rings. */
const version = 1;

/** A program that bounds rings is in the kernel, and the folder that keeps it. */
interface Loaded {
  readonly program: string;
  readonly folder: string;
}

/**
 * Bounds the memory that each container takes for the rings of its packet sockets, to 32 MiB. The kernel counts that
 * memory to no control group. See `native/rings.c`.
 */
export class PacketRings {
  /** Why this host can't bound them; null if it can. */
  readonly limitation: string | null;
  readonly #loaded: Loaded | null;
  /** Its own, because a container gets its interfaces meanwhile. */
  readonly #shell = new ProgramShell();

  private constructor(loaded: Loaded | null, limitation: string | null) {
    this.#loaded = loaded;
    this.limitation = limitation;
  }

  /**
   * Loads the programs into the kernel, unless an earlier agent has.
   * @param scope tells the agents on one machine apart
   */
  static async open(scope: string): Promise<PacketRings> {
    const program = await staticProgram('rings');
    try {
      await mounted('cgroup2');
      const folder = join(await mounted('bpf'), `${scope}-rings-${version}`);
      await runInShell(program, ['load', folder]);
      return new PacketRings({ program, folder }, null);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return new PacketRings(
        null,
        `packet-rings: the kernel can't bound the memory of packet captures (${reason})`,
      );
    }
  }

  /**
   * Bounds the sockets that a container makes from now on.
   * @throws Error when the kernel refuses, or the container is gone
   */
  async bound(groups: ControlGroups): Promise<void> {
    if (this.#loaded === null) return;
    const { program, folder } = this.#loaded;
    const group = groups.version === 2 ? groups.path : groups.unified;
    if (group === null) throw new Error('The container has no control group of version 2.');
    await this.#shell.run(program, ['attach', folder, group]);
  }

  /** Takes the programs out of the kernel once no container has them. */
  async close(): Promise<void> {
    this.#shell.close();
    if (this.#loaded) await rm(this.#loaded.folder, { recursive: true, force: true });
  }
}

/** Where a file system of the kernel is mounted; mounts it if it is not. */
async function mounted(type: 'bpf' | 'cgroup2'): Promise<string> {
  const mounts = (await readFile('/proc/self/mounts', 'utf8')).split('\n').map((line) => line.split(' '));
  const found = mounts.find((mount) => mount[2] === type)?.[1];
  if (found !== undefined) return found;
  const place = join(ownMounts, type);
  await mkdir(place, { recursive: true, mode: 0o700 });
  await runInShell('mount', ['-t', type, type, place]);
  return place;
}
