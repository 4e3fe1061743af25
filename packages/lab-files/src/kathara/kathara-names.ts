import { freeLabel } from '@pineapple/core';

const longest = 30;
/** A folder of this name is for all devices. */
const reserved = new Set(['shared']);

/** Names of devices or collision domains: letters, digits and `_`, each its own. */
export function katharaNames(names: readonly string[]): ReadonlyMap<string, string> {
  const fitting = names.filter((name) => name.length <= longest && !reserved.has(name));
  const taken = [...fitting];
  const mapped = new Map(fitting.map((name) => [name, name.replaceAll('-', '_')]));
  for (const name of names) {
    if (mapped.has(name)) continue;
    // A number that follows needs room.
    const stem = name.slice(0, longest - 4).replace(/-+$/, '');
    const free = freeLabel(`${stem}-2`, taken);
    taken.push(free);
    mapped.set(name, free.replaceAll('-', '_'));
  }
  return mapped;
}
