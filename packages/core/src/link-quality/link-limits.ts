import {
  type ImpairmentKind,
  impairmentKinds,
  kindsIn,
  type LinkDirection,
  linkDirections,
  type LinkQuality,
} from './link-quality.ts';

/** One kind of impairment that a host can't give a link in one direction. */
export interface LinkLimit {
  readonly impairment: ImpairmentKind;
  readonly direction: LinkDirection;
  /** What the host's kernel lacks, e.g. `netem (CONFIG_NET_SCH_NETEM)`. */
  readonly lacks: string;
}

/** The limits that a link's quality meets on a host, in the order of directions and kinds. */
export function limitsMet(quality: LinkQuality, limits: readonly LinkLimit[]): readonly LinkLimit[] {
  return linkDirections.flatMap((direction) => {
    const kinds = kindsIn(quality[direction]);
    return limits.filter((limit) => limit.direction === direction && kinds.includes(limit.impairment));
  });
}

/** What a host can't do and why, for people. Null if there is no limit. */
export function describeLimits(limits: readonly LinkLimit[]): string | null {
  if (limits.length === 0) return null;
  const parts = [...Map.groupBy(limits, ({ lacks }) => lacks)].map(([lacks, those]) => {
    const found = new Set(those.map(({ impairment }) => impairment));
    const kinds = impairmentKinds.filter((kind) => found.has(kind));
    const directions = new Set(those.map(({ direction }) => direction));
    const [only] = directions;
    const where =
      directions.size > 1 ? '' : only === 'toContainer' ? ' to the container' : ' from the container';
    return `no ${kinds.join(', ')}${where}, because its kernel lacks ${lacks}`;
  });
  return `The host can give links ${parts.join('; ')}.`;
}
