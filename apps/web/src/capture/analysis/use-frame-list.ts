import type { FrameRow } from '@pineapple/host-link/analysis';
import { ref, type Ref, shallowRef, type ShallowRef, watch } from 'vue';
import { latestOnly } from './latest-only.ts';
import type { Analysis } from './use-analysis.ts';

const pageSize = 100;
/** Rows that are kept are those of the last pages that were looked at. */
const mostPages = 40;

interface Range {
  readonly first: number;
  readonly last: number;
}

export interface FrameList {
  /** The filter of the list; empty for all frames. */
  readonly filter: Readonly<Ref<string>>;
  /** Why the filter that was applied last is wrong. */
  readonly problem: Readonly<Ref<string | null>>;
  /** How many frames match; null until it is known. */
  readonly matched: Readonly<Ref<number | null>>;
  /** The rows that are here, by their place in the list, from 0. */
  readonly rows: Readonly<ShallowRef<ReadonlyMap<number, FrameRow>>>;
  /** Lists the frames that match a filter, unless it is wrong. */
  apply(filter: string): Promise<void>;
  /** Fetches the rows of these places that are not here. */
  need(range: Range): void;
}

/** The frames of a recording that match a display filter, fetched as they are looked at. */
export function useFrameList({
  loaded,
  wasLost,
  ask,
}: Pick<Analysis, 'loaded' | 'wasLost' | 'ask'>): FrameList {
  const filter = ref('');
  const problem = ref<string | null>(null);
  const matched = ref<number | null>(null);
  const rows = shallowRef<ReadonlyMap<number, FrameRow>>(new Map());
  let pages: number[] = [];

  async function fetchPage(page: number, wanted: string): Promise<void> {
    const answer = await ask<'frames'>({
      ask: 'frames',
      filter: wanted,
      skip: page * pageSize,
      limit: pageSize,
    });
    if (answer === null || wanted !== filter.value) return;
    pages = [...pages.filter((each) => each !== page), page].slice(-mostPages);
    const kept = [...rows.value].filter(([place]) => pages.includes(Math.floor(place / pageSize)));
    const added = answer.rows.map((row, index) => [page * pageSize + index, row] as const);
    rows.value = new Map([...kept, ...added]);
    matched.value = answer.matched;
  }

  async function list(wanted: string): Promise<void> {
    filter.value = wanted;
    pages = [];
    rows.value = new Map();
    matched.value = null;
    await fetchPage(0, wanted);
  }

  async function apply(text: string): Promise<void> {
    const wanted = text.trim();
    problem.value = null;
    if (wanted !== '') {
      const check = await ask<'check'>({ ask: 'check', filter: wanted });
      if (check === null) return;
      problem.value = check.problem;
      if (check.problem !== null) return;
    }
    await list(wanted);
  }

  const need = latestOnly<Range>(async ({ first, last }) => {
    for (let page = Math.floor(first / pageSize); page * pageSize <= last; page += 1)
      if (!pages.includes(page) && matched.value !== null) await fetchPage(page, filter.value);
  });

  // A filter that may have ended the dissector is not tried again by itself.
  watch(loaded, (now) => void (now && list(wasLost.value ? '' : filter.value)));
  return { filter, problem, matched, rows, apply, need };
}
