import { readFile, writeFile } from 'node:fs/promises';

/** Measures how far a process's memory grows, from the kernel's counters. */
export class PeakMemory {
  readonly #pid: number | undefined;
  readonly #before: number;

  private constructor(pid: number | undefined, before: number) {
    this.#pid = pid;
    this.#before = before;
  }

  /** Starts a measurement. */
  static async of(pid: number | undefined): Promise<PeakMemory> {
    // Writing 5 resets the peak.
    await writeFile(`/proc/${pid}/clear_refs`, '5');
    return new PeakMemory(pid, await read(pid, 'VmRSS'));
  }

  /** Bytes from the memory at the start to the peak. */
  async growth(): Promise<number> {
    return (await read(this.#pid, 'VmHWM')) - this.#before;
  }
}

async function read(pid: number | undefined, field: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? Number.NaN) * 1024;
}
