import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const totalGb = 16;
const mounts = 'mount --make-private /proc && mount --bind "$0" /proc/meminfo && exec "$@"';

/** What programs read as /proc/meminfo: that of a machine with 16 GiB, as much of them available as a test says. */
export class MemoryFile implements AsyncDisposable {
  readonly #directory: string;
  readonly #path: string;

  private constructor(directory: string) {
    this.#directory = directory;
    this.#path = join(directory, 'meminfo');
  }

  static async make(availableGb: number): Promise<MemoryFile> {
    const file = new MemoryFile(await mkdtemp(join(tmpdir(), 'pn-memory-')));
    await file.leave(availableGb);
    return file;
  }

  /** The words that run a program that reads it. Only what is mounted below /proc stays in the program's own namespace. */
  get prefix(): readonly string[] {
    return ['unshare', '--mount', '--propagation', 'unchanged', 'sh', '-c', mounts, this.#path];
  }

  async leave(availableGb: number): Promise<void> {
    const kilobytes = (gigabytes: number): string => `${gigabytes * 1024 ** 2} kB`;
    const text = `MemTotal: ${kilobytes(totalGb)}\nMemAvailable: ${kilobytes(availableGb)}\n`;
    await writeFile(this.#path, text);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.#directory, { recursive: true });
  }
}
