import { z } from 'zod';
import { mostRateKbit, mostDelayMs } from './link-quality-rules.ts';
import type { LinkLimit } from './link-limits.ts';
import { type Impairment, impairmentKinds, linkDirections, type LinkQuality } from './link-quality.ts';

const percent = z.number().min(0).max(100).default(0);

/** What is left out, such as a kind of impairment that an older version does not know, does nothing. */
const impairmentSchema = z.object({
  delayMs: z.number().min(0).max(mostDelayMs).default(0),
  jitterMs: z.number().min(0).max(mostDelayMs).default(0),
  lossPercent: percent,
  corruptPercent: percent,
  duplicatePercent: percent,
  reorderPercent: percent,
  rateKbit: z.int().min(1).max(mostRateKbit).nullable().default(null),
}) satisfies z.ZodType<Impairment>;

/** A link's quality in rows, commands and files. */
export const linkQualitySchema = z.object({
  up: z.boolean().default(true),
  toContainer: impairmentSchema,
  fromContainer: impairmentSchema,
}) satisfies z.ZodType<LinkQuality>;

/** What a host can't do, as it reports it. */
export const linkLimitSchema = z.object({
  impairment: z.enum(impairmentKinds),
  direction: z.enum(linkDirections),
  lacks: z.string().max(200),
}) satisfies z.ZodType<LinkLimit>;
