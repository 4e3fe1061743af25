import { z } from 'zod';
import { largestMtu, smallestMtu } from '../addressing/mtu.ts';
import {
  leastRateBurst,
  mostBurst,
  mostDelayMs,
  mostDropEvery,
  mostRateBurst,
  mostRateKbit,
} from './link-quality-rules.ts';
import { longestFilter } from './drop-filter.ts';
import { longestOutageSeconds, type LinkOutage } from './link-outage.ts';
import type { LinkLimit } from './link-limits.ts';
import {
  type Impairment,
  impairmentKinds,
  jitterDistributions,
  linkDirections,
  type LinkQuality,
  noImpairment,
} from './link-quality.ts';

const percent = z.number().min(0).max(100).default(0);

/** What is left out, such as a kind of impairment that an older version does not know, does nothing. */
const impairmentSchema = z.object({
  delayMs: z.number().min(0).max(mostDelayMs).default(0),
  jitterMs: z.number().min(0).max(mostDelayMs).default(0),
  jitterDistribution: z.enum(jitterDistributions).default('UNIFORM'),
  lossPercent: percent,
  lossBurst: z.number().min(0).max(mostBurst).default(0),
  lossStartPercent: percent,
  lossEndPercent: percent,
  lossBadPercent: z.number().min(0).max(100).default(noImpairment.lossBadPercent),
  lossGoodPercent: percent,
  dropEvery: z.int().min(0).max(mostDropEvery).default(0),
  dropMatching: z.string().max(longestFilter).nullable().default(null),
  blackHoleMtu: z.int().min(smallestMtu).max(largestMtu).nullable().default(null),
  corruptPercent: percent,
  duplicatePercent: percent,
  reorderPercent: percent,
  rateKbit: z.int().min(1).max(mostRateKbit).nullable().default(null),
  rateBurstBytes: z.int().min(leastRateBurst).max(mostRateBurst).nullable().default(null),
  rateQueueMs: z.number().min(0).max(mostDelayMs).nullable().default(null),
}) satisfies z.ZodType<Impairment>;

const seconds = z.number().positive().max(longestOutageSeconds);

const outageSchema = z.object({
  downSeconds: seconds,
  upSeconds: seconds.nullable().default(null),
  since: z.string().nullable().default(null),
}) satisfies z.ZodType<LinkOutage>;

/** A link's quality in rows, commands and files. */
export const linkQualitySchema = z.object({
  up: z.boolean().default(true),
  outage: outageSchema.nullable().default(null),
  toContainer: impairmentSchema,
  fromContainer: impairmentSchema,
}) satisfies z.ZodType<LinkQuality>;

/** What a host can't do, as it reports it. */
export const linkLimitSchema = z.object({
  impairment: z.enum(impairmentKinds),
  direction: z.enum(linkDirections),
  lacks: z.string().max(200),
}) satisfies z.ZodType<LinkLimit>;
