import {
  applyRecord,
  countsOnly,
  joinCounts,
  stateAt,
  type TableRecord,
  type TableState,
  wholeRecord,
} from '@pineapple/core';

/** How much of a container's past is kept. */
interface HistoryLimits {
  readonly forMs: number;
  readonly records: number;
  /** Characters of all records as JSON. */
  readonly characters: number;
}

/** An answer with all of it fits into a megabyte, beside the tables at its beginning. */
const defaultHistoryLimits: HistoryLimits = { forMs: 3_600_000, records: 2_000, characters: 300_000 };

interface Kept {
  readonly record: TableRecord;
  readonly characters: number;
  /** When the first of those began that became this one, in milliseconds since the epoch. */
  readonly since: number;
}

/** What packet filters counted is kept this often: it would push out changes that matter more. */
const countsEveryMs = 30_000;

/** The past of one container's tables: a state, and what changed since. The oldest changes go first. */
export class TableHistory {
  readonly #limits: HistoryLimits;
  #base: TableState | null = null;
  readonly #kept: Kept[] = [];
  #characters = 0;

  constructor(limits: HistoryLimits = defaultHistoryLimits) {
    this.#limits = limits;
  }

  add(record: TableRecord): void {
    // The tables at its beginning count by their own limit.
    if (this.#base === null) {
      this.#base = applyRecord(null, record);
      return;
    }
    const at = Date.parse(record.at);
    const last = this.#kept.at(-1);
    const joins =
      last !== undefined && at - last.since < countsEveryMs && countsOnly(last.record) && countsOnly(record);
    if (joins) this.#characters -= this.#kept.pop()?.characters ?? 0;
    const kept = joins ? joinCounts(last.record, record) : record;
    const characters = JSON.stringify(kept).length;
    this.#kept.push({ record: kept, characters, since: joins ? last.since : at });
    this.#characters += characters;
    this.#trim(at);
  }

  /**
   * The state at `from`, whole, and each change after it until `to`, oldest first. Begins later if `from` is longer ago than
   * what is kept. Empty if nothing is known of that time.
   * @param from milliseconds since the epoch, as `to`
   */
  between(from: number, to: number): readonly TableRecord[] {
    if (this.#base === null) return [];
    const records = [wholeRecord(this.#base), ...this.#kept.map(({ record }) => record)];
    const first = stateAt(records, from);
    const later = records.filter(({ at }) => Date.parse(at) > from && Date.parse(at) <= to);
    return first === null ? later : [wholeRecord(first), ...later];
  }

  #trim(now: number): void {
    const { forMs, records, characters } = this.#limits;
    for (;;) {
      const oldest = this.#kept[0];
      if (!oldest) return;
      const late = Date.parse(oldest.record.at) < now - forMs;
      if (!late && this.#kept.length <= records && this.#characters <= characters) return;
      this.#kept.shift();
      this.#characters -= oldest.characters;
      this.#base = applyRecord(this.#base, oldest.record);
    }
  }
}
