import { checkLabel, freeLabel, quoted } from '@pineapple/core';
import type { Notes, Place } from './notes.ts';

/** Maps names of other formats to host names, each to one of its own. */
export class HostNames {
  readonly #names = new Map<string, string>();
  readonly #notes: Notes;
  readonly #what: string;

  /** @param what what is named, for the notes: 'node' or 'network' */
  constructor(what: string, notes: Notes) {
    this.#what = what;
    this.#notes = notes;
  }

  /** The host name for a name, always the same. An INFO note tells that it differs. */
  add(name: string, place: Place): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const mapped = this.#free(name);
    this.#names.set(name, mapped);
    if (mapped !== name) this.#notes.info(place, `The ${this.#what} ${quoted(name)} is named '${mapped}'.`);
    return mapped;
  }

  /** Takes a name that is ours to choose, without a note. */
  choose(name: string): string {
    const chosen = this.#free(name);
    this.#names.set(`\0${chosen}`, chosen);
    return chosen;
  }

  #free(name: string): string {
    return freeLabel(slugOf(name, this.#what), [...this.#names.values()]);
  }
}

/** The host name that is nearest to a name. @param what stands in for a name without letters and digits */
export function slugOf(name: string, what: string): string {
  const label = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  if (checkLabel(label).ok) return label;
  return label === '' ? what : `n${label}`;
}
