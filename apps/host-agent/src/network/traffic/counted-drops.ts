import type { Impairment } from '@pineapple/core';

/** Probabilities are counted in millionths. */
const scale = 1_000_000;
/** Those that were left wait up to a second for the kernel to remove them. */
const mostBursts = 65_535;

/** Whether an impairment drops frames by what came before them, which only nftables can. */
export function dropsByCount(impairment: Impairment): boolean {
  return impairment.dropEvery > 0 || hasBursts(impairment) || hasSpells(impairment);
}

function hasBursts({ lossPercent, lossBurst }: Impairment): boolean {
  return lossPercent > 0 && lossBurst > 0;
}

function hasSpells({ lossStartPercent }: Impairment): boolean {
  return lossStartPercent > 0;
}

/**
 * The table that drops frames of a switch's wire by their number or in bursts: those that come `in` from the container, and
 * those that go `out` to it. A bridge sees a frame after all waiting
 * devices on its way in, and before those on its way out.
 */
export function bridgeTable(
  end: string,
  ways: { readonly in: Impairment; readonly out: Impairment },
): string[] {
  const used = (['in', 'out'] as const).filter((way) => dropsByCount(ways[way]));
  if (used.length === 0) return [];
  const chains = used.flatMap((way) => {
    const impairment = ways[way];
    const [hook, key, name] =
      way === 'in' ? ['prerouting', 'iif', 'iifname'] : ['postrouting', 'oif', 'oifname'];
    const rules = dropRules(impairment, way, key).map((rule) => `${name} "${end}" ${rule}`);
    return [...state(impairment, way, key), ...chain(way, `${hook} priority 0`, rules)];
  });
  return [`table bridge ${end} {`, ...chains, '}'];
}

/**
 * The table that passes the frames of a cable's end to its other end, and drops some of them on the way. It is in the place of a
 * `tc` filter, which would pass them on before nftables sees them.
 */
export function cableTable(end: string, other: string, stages: readonly Impairment[]): string[] {
  if (!stages.some(dropsByCount)) return [];
  const names = stages.map((_, index) => `in${index}`);
  const states = stages.flatMap((stage, index) => state(stage, names[index] ?? '', 'iif'));
  const rules = stages.flatMap((stage, index) => dropRules(stage, names[index] ?? '', 'iif'));
  const hook = `ingress device "${end}" priority 0`;
  return [`table netdev ${end} {`, ...states, ...chain('in', hook, [...rules, `fwd to "${other}"`]), '}'];
}

/** What removes the tables of an end, whether it has them or not. */
export function withoutTables(end: string): string[] {
  return ['bridge', 'netdev'].flatMap((family) => [
    `add table ${family} ${end}`,
    `delete table ${family} ${end}`,
  ]);
}

function chain(name: string, hook: string, rules: readonly string[]): string[] {
  return [`chain ${name} {`, `type filter hook ${hook};`, ...rules, '}'];
}

/** A set that has one element while a burst or a bad spell lasts, and the chains of spells. */
function state(impairment: Impairment, name: string, key: string): string[] {
  if (!hasBursts(impairment) && !hasSpells(impairment)) return [];
  const set = `set burst_${name} { typeof meta ${key}; flags dynamic; size ${mostBursts}; }`;
  return [set, ...(hasSpells(impairment) ? spellChains(impairment, name, key) : [])];
}

/**
 * A frame meets one of two chains: the state changes by its first rule, and what was the state before loses its share by the
 * second, as in netem. A chain that is gone to returns to what jumped before.
 */
function spellChains(impairment: Impairment, name: string, key: string): string[] {
  const { lossStartPercent, lossEndPercent, lossBadPercent, lossGoodPercent } = impairment;
  const [set, element] = [`@burst_${name}`, `{ meta ${key} }`];
  const share = (percent: number, then: string) => (percent > 0 ? [`${chance(percent / 100)}${then}`] : []);
  return [
    `chain bad_${name} {`,
    ...share(lossEndPercent, `delete ${set} ${element}`),
    ...share(lossBadPercent, 'drop'),
    '}',
    `chain spell_${name} {`,
    `meta ${key} ${set} goto bad_${name}`,
    ...share(lossStartPercent, `add ${set} ${element}`),
    ...share(lossGoodPercent, 'drop'),
    '}',
  ];
}

/**
 * Bursts follow the model of Gilbert: a frame ends a burst with one probability, and begins one with another. A frame that
 * ends a burst may begin the next, so that the first probability is a little larger than one by the burst's length.
 */
function dropRules(impairment: Impairment, name: string, key: string): string[] {
  const { dropEvery, lossPercent, lossBurst } = impairment;
  const rules: string[] = hasSpells(impairment) ? [`jump spell_${name}`] : [];
  if (hasBursts(impairment)) {
    const begins = lossPercent / (100 - lossPercent) / lossBurst;
    const ends = 1 / lossBurst / (1 - begins);
    const [set, element] = [`@burst_${name}`, `{ meta ${key} }`];
    rules.push(
      `meta ${key} ${set} ${chance(ends)}delete ${set} ${element}`,
      `${chance(begins)}add ${set} ${element}`,
      `meta ${key} ${set} drop`,
    );
  }
  if (dropEvery > 0) rules.push(`numgen inc mod ${dropEvery} == ${dropEvery - 1} drop`);
  return rules;
}

/** Lets a rule match by chance. Nothing for one that always matches, which nftables refuse to compare. */
function chance(probability: number): string {
  const millionths = Math.max(1, Math.round(probability * scale));
  return millionths >= scale ? '' : `numgen random mod ${scale} < ${millionths} `;
}
