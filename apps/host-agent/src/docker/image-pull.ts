import { z } from 'zod';
import type { Query } from './docker-transport.ts';

const progressLine = z.object({
  error: z.string().optional(),
  /** Of a layer. */
  id: z.string().optional(),
  status: z.string().optional(),
  progressDetail: z.object({ current: z.number().optional(), total: z.number().optional() }).optional(),
});

/** One line of a pull's progress. */
export type PullNews = z.infer<typeof progressLine>;

/** One line of a pull's progress, as Docker writes it. */
export function readPullNews(line: string): PullNews {
  return progressLine.parse(JSON.parse(line));
}

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
