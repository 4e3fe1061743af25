import { z } from 'zod';
import type { Query } from './docker-transport.ts';

const progressLine = z.object({ error: z.string().optional() });

/** The Engine API's parameters for a reference. Without a tag or a digest it would pull every tag there is. */
export function pullQuery(reference: string): Query {
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  return { fromImage: /[:@]/.test(name) ? reference : `${reference}:latest` };
}

/** The error in a pull's progress, whose response began before the error occurred; null when there is none. */
export function pullError(progress: string): string | null {
  for (const line of progress.split('\n')) {
    if (line.trim() === '') continue;
    const parsed = progressLine.safeParse(JSON.parse(line));
    if (parsed.data?.error !== undefined) return parsed.data.error;
  }
  return null;
}
