import { quoted } from '@pineapple/core';
import type { Notes, Place } from '../notes.ts';

/** A value of another format, as it is written. */
export interface WrittenValue {
  readonly text: string;
  readonly place: Place;
}

/** The least that a container may have, and the most that the notation holds. */
const [leastCpus, mostCpus] = [0.01, 256];
const [leastMb, mostMb] = [6, 1_048_576];

const binary = { '': 1, b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 } as const;
const decimal = { '': 1, b: 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 } as const;

/** A number of processors; null for the site's limit, with a note if the value is none. */
export function readCpus({ text, place }: WrittenValue, subject: string, notes: Notes): number | null {
  const cpus = /^\d{1,4}(?:\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (cpus > 0) return Math.min(mostCpus, Math.max(leastCpus, Math.round(cpus * 100) / 100));
  notes.warn(
    place,
    `The processors ${quoted(text)} of ${subject} are left out. Write a number above 0, such as 0.5.`,
  );
  return null;
}

/**
 * An amount of memory in MB of 1,048,576 bytes, rounded up; null for the site's limit, with a note if the text is none.
 *
 * @param units what k, m and g stand for without an i: powers of 1000 or of 1024
 */
export function readMemory(
  { text, place }: WrittenValue,
  units: 'decimal' | 'binary',
  subject: string,
  notes: Notes,
): number | null {
  const [, number = '', unit = '', isBinary = ''] =
    /^(\d{1,15}(?:\.\d{1,6})?)\s*([bkmgt]?)(i?)b?$/i.exec(text.trim()) ?? [];
  const factors = units === 'binary' || isBinary !== '' ? binary : decimal;
  const bytes = Number(number) * factors[unit.toLowerCase() as keyof typeof binary];
  if (bytes > 0) return Math.min(mostMb, Math.max(leastMb, Math.ceil(bytes / 2 ** 20)));
  notes.warn(place, `The memory ${quoted(text)} of ${subject} is left out. Write an amount such as 256m.`);
  return null;
}
