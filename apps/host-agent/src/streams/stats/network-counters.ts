import { readFile } from 'node:fs/promises';
import type { InterfaceCounters } from './raw-sample.ts';

/** Parses /proc/<pid>/net/dev: a name, eight numbers for received and eight for sent packets. */
export function parseNetworkCounters(text: string): Map<string, InterfaceCounters> {
  const found = new Map<string, InterfaceCounters>();
  for (const line of text.split('\n').slice(2)) {
    const colon = line.lastIndexOf(':');
    if (colon < 0) continue;
    const numbers = line
      .slice(colon + 1)
      .trim()
      .split(/\s+/)
      .map(Number);
    found.set(line.slice(0, colon).trim(), {
      receivedBytes: numbers[0] ?? 0,
      receivedPackets: numbers[1] ?? 0,
      sentBytes: numbers[8] ?? 0,
      sentPackets: numbers[9] ?? 0,
    });
  }
  return found;
}

export async function readNetworkCounters(pid: number): Promise<Map<string, InterfaceCounters>> {
  return parseNetworkCounters(await readFile(`/proc/${pid}/net/dev`, 'utf8'));
}
