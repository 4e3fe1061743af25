import {
  checkLinkQuality,
  type Impairment,
  impairmentFields,
  type ImpairmentKind,
  impairmentKinds,
  defaultBurstMs,
  defaultQueueMs,
  jitterDistributions,
  leastQueuedFrames,
  type LinkDirection,
  linkDirections,
  type LinkLimit,
  type LinkOutage,
  type LinkQuality,
  noImpairment,
  perfectLink,
} from '@pineapple/core';

/** The texts of the fields, under names such as `toContainer.delayMs`. */
export type LinkTexts = Record<string, string>;

export const directionLabels: Readonly<Record<LinkDirection, string>> = {
  toContainer: 'To the container',
  fromContainer: 'From the container',
};

export const kindLabels: Readonly<Record<ImpairmentKind, { readonly label: string; readonly unit: string }>> =
  {
    delay: { label: 'Delay', unit: 'ms' },
    jitter: { label: 'Jitter', unit: 'ms' },
    loss: { label: 'Loss', unit: '%' },
    bursts: { label: 'Bursts of loss', unit: 'frames' },
    spells: { label: 'Bad spells start (p)', unit: '%' },
    nth: { label: 'Drop every', unit: 'frames' },
    matching: { label: 'Drop what matches', unit: 'filter' },
    oversize: { label: 'MTU black hole', unit: 'bytes' },
    corruption: { label: 'Corruption', unit: '%' },
    duplication: { label: 'Duplication', unit: '%' },
    reordering: { label: 'Reordering', unit: '%' },
    rate: { label: 'Rate', unit: 'kbit/s' },
  };

/** The fields that say more about a kind. They show once it has a value. */
export const furtherFields = {
  spells: [
    { field: 'lossEndPercent', label: 'Bad spells end (r), %' },
    { field: 'lossBadPercent', label: 'Loss in them (1-h), %' },
    { field: 'lossGoodPercent', label: 'Loss otherwise (1-k), %' },
  ],
  rate: [
    { field: 'rateBurstBytes', label: 'Burst, bytes' },
    { field: 'rateQueueMs', label: 'Queue, ms' },
  ],
} as const satisfies Partial<Record<ImpairmentKind, readonly FurtherField[]>>;

export interface FurtherField {
  readonly field: keyof Impairment;
  readonly label: string;
}

export function furtherFieldsOf(kind: ImpairmentKind): readonly FurtherField[] {
  return kind in furtherFields ? furtherFields[kind as keyof typeof furtherFields] : [];
}

/** A whole frame of most networks, in bytes. */
const usualFrame = 1518;

/** What an empty further field stands for. */
export function defaultText(field: keyof Impairment, rateText: string): string {
  const bytesPerMs = toNumber(rateText) / 8;
  if (field === 'rateBurstBytes' || field === 'rateQueueMs') {
    if (!(bytesPerMs > 0)) return '';
    const least = (usualFrame * leastQueuedFrames) / bytesPerMs;
    return field === 'rateBurstBytes'
      ? String(Math.max(usualFrame, Math.ceil(bytesPerMs * defaultBurstMs)))
      : String(Math.max(defaultQueueMs, Math.round(least)));
  }
  return String(noImpairment[field]);
}

/** The name of the field that says how the delay varies. */
export function distributionField(direction: LinkDirection): string {
  return `${direction}.jitterDistribution`;
}

/** What stands in an empty field. */
export function emptyText(kind: ImpairmentKind): string {
  if (kind === 'matching') return 'udp port 53';
  return noLimits.has(kind) ? 'No limit' : '0';
}

const noLimits: ReadonlySet<ImpairmentKind> = new Set(['rate', 'oversize']);

export const outageFields = { down: 'outage.downSeconds', up: 'outage.upSeconds' } as const;

export function fieldName(direction: LinkDirection, kind: ImpairmentKind): string {
  return `${direction}.${impairmentFields[kind]}`;
}

/** An empty text for what does nothing. A single outage has begun already, so it is not there to begin again. */
export function toTexts(quality: LinkQuality): LinkTexts {
  const { outage } = quality;
  const isFlapping = outage !== null && outage.upSeconds !== null;
  const texts: LinkTexts = {
    [outageFields.down]: isFlapping ? String(outage.downSeconds) : '',
    [outageFields.up]: isFlapping ? String(outage.upSeconds) : '',
  };
  for (const direction of linkDirections) {
    texts[distributionField(direction)] = quality[direction].jitterDistribution;
    for (const kind of impairmentKinds) {
      for (const field of [impairmentFields[kind], ...furtherFieldsOf(kind).map((each) => each.field)]) {
        const value = quality[direction][field];
        texts[`${direction}.${field}`] = value === noImpairment[field] ? '' : String(value);
      }
    }
  }
  return texts;
}

/** A decimal comma is as good as a point. What is no number becomes NaN, which the rules refuse. */
export function fromTexts(texts: LinkTexts, up: boolean): LinkQuality {
  const impairment = (direction: LinkDirection): Impairment => {
    const values = impairmentKinds.flatMap((kind) => {
      const text = (texts[fieldName(direction, kind)] ?? '').trim();
      if (text === '') return [];
      const further = furtherFieldsOf(kind).flatMap(({ field }) => {
        const more = (texts[`${direction}.${field}`] ?? '').trim();
        return more === '' ? [] : [[field, toNumber(more)]];
      });
      return [[impairmentFields[kind], kind === 'matching' ? text : toNumber(text)], ...further];
    });
    const jitterDistribution =
      jitterDistributions.find((each) => each === texts[distributionField(direction)]) ?? 'UNIFORM';
    return { ...perfectLink[direction], ...Object.fromEntries(values), jitterDistribution };
  };
  return {
    up,
    outage: up ? outageOf(texts) : null,
    toContainer: impairment('toContainer'),
    fromContainer: impairment('fromContainer'),
  };
}

/** A link that is up between outages, but never down, gets a message of the rules. */
function outageOf(texts: LinkTexts): LinkOutage | null {
  const [down, up] = [outageFields.down, outageFields.up].map((name) => (texts[name] ?? '').trim());
  if (!down && !up) return null;
  return { downSeconds: toNumber(down || '0'), upSeconds: up ? toNumber(up) : null, since: null };
}

function toNumber(text: string): number {
  return Number(text.replace(',', '.'));
}

/** The messages of broken rules, by field. */
export function errorsOf(quality: LinkQuality): Record<string, string> {
  return Object.fromEntries(
    checkLinkQuality(quality, []).map(({ path, message }) => [path.join('.'), message]),
  );
}

/** What the host's kernel lacks for a field; null if it has all. */
export function lackFor(
  limits: readonly LinkLimit[],
  direction: LinkDirection,
  kind: ImpairmentKind,
): string | null {
  const limit = limits.find((each) => each.direction === direction && each.impairment === kind);
  return limit?.lacks ?? null;
}
