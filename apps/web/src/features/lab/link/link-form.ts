import {
  checkLinkQuality,
  type Impairment,
  impairmentFields,
  type ImpairmentKind,
  impairmentKinds,
  jitterDistributions,
  type LinkDirection,
  linkDirections,
  type LinkLimit,
  type LinkOutage,
  type LinkQuality,
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
    nth: { label: 'Drop every', unit: 'frames' },
    matching: { label: 'Drop what matches', unit: 'filter' },
    oversize: { label: 'MTU black hole', unit: 'bytes' },
    corruption: { label: 'Corruption', unit: '%' },
    duplication: { label: 'Duplication', unit: '%' },
    reordering: { label: 'Reordering', unit: '%' },
    rate: { label: 'Rate', unit: 'kbit/s' },
  };

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
      const value = quality[direction][impairmentFields[kind]];
      texts[fieldName(direction, kind)] = value === null || value === 0 ? '' : String(value);
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
      return [[impairmentFields[kind], kind === 'matching' ? text : toNumber(text)]];
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
