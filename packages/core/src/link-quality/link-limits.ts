import {
  type ImpairmentKind,
  impairmentKinds,
  kindsIn,
  type LinkDirection,
  linkDirections,
  type LinkQuality,
} from './link-quality.ts';

/** What people call the kinds whose names are short for programs. */
const words: Partial<Record<ImpairmentKind, string>> = {
  bursts: 'bursts of loss',
  spells: 'bad spells',
  nth: 'drop of every n-th frame',
  matching: 'drop by a filter',
  oversize: 'MTU black hole',
};
const programs = 'the program ';

/** One kind of impairment that a host can't give a link in one direction. */
export interface LinkLimit {
  readonly impairment: ImpairmentKind;
  readonly direction: LinkDirection;
  /** What the host's kernel lacks, e.g. `netem (CONFIG_NET_SCH_NETEM)`, or what the host lacks: `the program tcpdump`. */
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
    const names = kinds.map((kind) => words[kind] ?? kind).join(', ');
    const who = lacks.startsWith(programs) ? 'it' : 'its kernel';
    return `no ${names}${where}, because ${who} lacks ${lacks}`;
  });
  return `The host can give links ${parts.join('; ')}.`;
}
