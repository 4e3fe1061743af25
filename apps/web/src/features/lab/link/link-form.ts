import {
  checkLinkQuality,
  type Impairment,
  impairmentFields,
  type ImpairmentKind,
  impairmentKinds,
  type LinkDirection,
  linkDirections,
  type LinkLimit,
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
    corruption: { label: 'Corruption', unit: '%' },
    duplication: { label: 'Duplication', unit: '%' },
    reordering: { label: 'Reordering', unit: '%' },
    rate: { label: 'Rate', unit: 'kbit/s' },
  };

export function fieldName(direction: LinkDirection, kind: ImpairmentKind): string {
  return `${direction}.${impairmentFields[kind]}`;
}

/** An empty text for what does nothing. */
export function toTexts(quality: LinkQuality): LinkTexts {
  const texts: LinkTexts = {};
  for (const direction of linkDirections) {
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
    const values = impairmentKinds.map((kind) => {
      const text = (texts[fieldName(direction, kind)] ?? '').trim().replace(',', '.');
      const value = text === '' ? (kind === 'rate' ? null : 0) : Number(text);
      return [impairmentFields[kind], value];
    });
    return { ...perfectLink[direction], ...Object.fromEntries(values) };
  };
  return { up, toContainer: impairment('toContainer'), fromContainer: impairment('fromContainer') };
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
