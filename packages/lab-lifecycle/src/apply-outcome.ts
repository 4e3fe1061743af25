import { applyReport } from '@pineapple/contracts';
import type { z } from 'zod';

const applyOutcome = applyReport.pick({ labId: true, revision: true, status: true });

/** The head of an apply report, which decides whether the host matches the lab. */
type ApplyOutcome = z.infer<typeof applyOutcome>;

const head = /^\s*\{\s*"labId":\s*"([^"]*)",\s*"revision":\s*(\d{1,15}),\s*"status":\s*"([a-z]+)"/;

/**
 * Reads the head of the report that `pineapple-host apply` printed. Returns null without a report.
 *
 * The head is read separately because Systems Manager cuts output at 24,000 characters, and the report of a lab with fifty
 * containers is longer and no longer parses.
 */
export function readApplyOutcome(output: string | null): ApplyOutcome | null {
  const text = output ?? '';
  const match = head.exec(text);
  const candidate = match
    ? { labId: match[1], revision: Number(match[2]), status: match[3] }
    : parseJson(text);
  const parsed = applyOutcome.safeParse(candidate);
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
