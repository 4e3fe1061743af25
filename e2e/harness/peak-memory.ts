import { readFile, writeFile } from 'node:fs/promises';

/** Watches how far a process's memory grows, as the kernel keeps count of it. */
export class PeakMemory {
  readonly #pid: number | undefined;
  readonly #before: number;

  private constructor(pid: number | undefined, before: number) {
    this.#pid = pid;
    this.#before = before;
  }

  /** Begins to watch. */
  static async of(pid: number | undefined): Promise<PeakMemory> {
    // 5 has the kernel forget the peak so far.
    await writeFile(`/proc/${pid}/clear_refs`, '5');
    return new PeakMemory(pid, await read(pid, 'VmRSS'));
  }

  /** Bytes of its highest, more than it had when the watch began. */
  async growth(): Promise<number> {
    return (await read(this.#pid, 'VmHWM')) - this.#before;
  }
}

async function read(pid: number | undefined, field: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? Number.NaN) * 1024;
}
