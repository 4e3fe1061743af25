import { z } from 'zod';

const target = z.object({
  id: z.string(),
  arn: z.string(),
  input: z.string().nullable(),
  inputPath: z.string().nullable(),
});

/** A rule and its targets. */
export const ruleRecord = z.object({
  name: z.string(),
  bus: z.string(),
  description: z.string(),
  state: z.enum(['ENABLED', 'DISABLED']),
  eventPattern: z.string().nullable(),
  schedule: z.string().nullable(),
  targets: z.array(target),
  /** Next firing of a scheduled rule, ms since the epoch. */
  nextAt: z.number().nullable(),
});

export type RuleRecord = z.infer<typeof ruleRecord>;
export type RuleTarget = z.infer<typeof target>;
