/** Rules of one generation are numbered below this distance from each other. */
const distance = 1000;
/** What has a number: filters by their preference, queues by their handle. */
const numbers = /\b(pref |handle |parent )(\d+)/g;

/** How lines for `tc` take the place of earlier ones. */
export interface RuleChange {
  /** All that is in the kernel afterwards. */
  readonly rules: readonly string[];
  /** Lines that come first, and must succeed. */
  readonly additions: readonly string[];
  /** Lines that come when all others are in force. */
  readonly removals: readonly string[];
}

/**
 * Replaces the rules of a wire without a moment in which a frame passes unchanged: the new filters are there before the
 * earlier ones go, and a queue takes the place of the earlier one. Filters in a row and queues of a device that are
 * as before stay, with the frames that wait in them.
 *
 * @param before what is in the kernel. Of what is unknown, numbers are enough
 * @param wanted lines that add rules where there are none, filters in the order in which they are asked
 */
export function replaceRules(before: readonly string[], wanted: readonly string[]): RuleChange {
  const [present, next] = [Map.groupBy(before, placeOf), Map.groupBy(wanted, placeOf)];
  const generation = freeGeneration(before);
  const rules: string[] = [];
  const additions: string[] = [];
  const removals: string[] = [];
  /** The place of a device's filters goes with all of them. */
  const keepsFilters = (place: string): boolean => next.has(`${place.split(' ')[1]} clsact`);
  for (const [place, lines] of next) {
    const earlier = present.get(place) ?? [];
    if (isSame(earlier, lines)) {
      rules.push(...earlier);
      continue;
    }
    const made = lines.map((line) => numbered(line, generation));
    rules.push(...made);
    additions.push(...made.map((line) => line.replace(/^qdisc add (dev \S+ root )/, 'qdisc replace $1')));
    if (place.startsWith('filter')) removals.push(...withoutFilters(earlier));
  }
  for (const [place, earlier] of present) {
    if (next.has(place)) continue;
    if (!place.startsWith('filter')) removals.push(`qdisc del dev ${place}`);
    else if (keepsFilters(place)) removals.push(...withoutFilters(earlier));
  }
  return { rules, additions, removals };
}

/** Where a rule is: the row of filters at one way of a device, its queue, or the place for its filters. */
function placeOf(line: string): string {
  const [what, , , device = '', kind = ''] = line.split(' ');
  if (what === 'filter') return `filter ${device} ${kind}`;
  return `${device} ${kind === 'clsact' ? kind : 'root'}`;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  const plain = (lines: readonly string[]): string => lines.map((line) => numbered(line, null)).join('\n');
  return plain(one) === plain(other);
}

/** The last filter first: what passes on all frames goes before those that drop some, and before what lets delayed ones pass. */
function withoutFilters(lines: readonly string[]): string[] {
  return lines
    .toReversed()
    .map((line) => /^filter (add dev \S+ \S+ pref \d+)/.exec(line)?.[1] ?? '')
    .map((found) => found.replace(/^add/, 'filter del'));
}

/** @param generation null for the numbers without one */
function numbered(line: string, generation: number | null): string {
  return line.replace(numbers, (_, word: string, number: string) => {
    const plain = Number(number) % distance;
    return `${word}${generation === null ? plain : plain + generation * distance}`;
  });
}

function freeGeneration(lines: readonly string[]): number {
  const taken = new Set(
    lines.flatMap((line) =>
      [...line.matchAll(numbers)].map(([, , number]) => Math.floor(Number(number) / distance)),
    ),
  );
  let free = 0;
  while (taken.has(free)) free += 1;
  return free;
}
