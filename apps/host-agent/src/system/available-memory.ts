import { readFile } from 'node:fs/promises';

/** The machine's memory, and how much of it programs could get without swapping, by the kernel's estimate. */
export async function availableMemory(): Promise<{
  readonly totalBytes: number;
  readonly availableBytes: number;
}> {
  const text = await readFile('/proc/meminfo', 'utf8');
  const bytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0) * 1024;
  return { totalBytes: bytes('MemTotal'), availableBytes: bytes('MemAvailable') };
}
