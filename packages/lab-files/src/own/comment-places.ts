import type { Lab, LabComment } from '@pineapple/core';

type Named = Pick<Lab, 'networks' | 'containers'>;

/** Comments with ids for the names of networks and containers, so that they stay with what is renamed. */
export function withIds(comments: readonly LabComment[], lab: Named): readonly LabComment[] {
  return translated(comments, {
    networks: new Map(lab.networks.map(({ id, name }) => [name, id])),
    containers: new Map(lab.containers.map(({ id, name }) => [name, id])),
  });
}

/** Comments with names for ids. Those about what the lab no longer has are left out. */
export function withNames(comments: readonly LabComment[], lab: Named): readonly LabComment[] {
  return translated(comments, {
    networks: new Map(lab.networks.map(({ id, name }) => [id, name])),
    containers: new Map(lab.containers.map(({ id, name }) => [id, name])),
  });
}

type Words = Readonly<Record<'networks' | 'containers', ReadonlyMap<string, string>>>;
const network = 'network=';

function translated(comments: readonly LabComment[], words: Words): readonly LabComment[] {
  return comments.flatMap(({ at, ...texts }) => {
    const place = at.map((key, level) => translate(key, level, at, words));
    return place.includes(null) ? [] : [{ at: place.filter((key) => key !== null), ...texts }];
  });
}

/** @returns null for what the lab does not have */
function translate(key: string, level: number, at: readonly string[], words: Words): string | null {
  const [kind, , part] = at;
  if (level === 1 && (kind === 'networks' || kind === 'containers')) return words[kind].get(key) ?? null;
  if (kind !== 'containers' || level !== 3) return key;
  if (part === 'waitFor') return words.containers.get(key) ?? null;
  if (part !== 'interfaces' || !key.startsWith(network)) return key;
  const found = words.networks.get(key.slice(network.length));
  return found === undefined ? null : network + found;
}
