import { mergeNetworkObservation, mergeObservation, type Observation } from '@pineapple/core';
import { asStillDesired } from './still-desired.ts';

/** What a batch of reports about one container or network comes to. */
export interface Folded {
  /** What to do with the stored row. */
  readonly store: { readonly put: Observation } | 'remove' | 'keep';
  /** Rows to publish, oldest first. */
  readonly rows: readonly Observation[];
  /** The report after which to say that it is gone; null when it is not. */
  readonly gone: Observation | null;
}

/**
 * Folds reports about one subject, oldest first, into its stored row. Pure, so that it can be done again on a fresh
 * row when another function wrote in between.
 *
 * @param desired - Whether the owner still wants the subject.
 */
export function foldReports(
  desired: boolean,
  stored: Observation | null,
  reports: readonly Observation[],
): Folded {
  let row = stored;
  let gone: Observation | null = null;
  const rows: Observation[] = [];
  for (const original of reports) {
    const report = desired ? asStillDesired(original) : original;
    const deleted = report.phase === 'DELETED';
    // Neither wanted nor on record: a late report about something that is gone already.
    if (!desired && !row) {
      if (deleted) gone = report;
      continue;
    }
    const merged = merge(row, report);
    const repeated = row?.sequence === report.sequence;
    // A repeated report was stored, but whoever stored it may have ended before it was published.
    if (repeated && row) rows.push(row);
    rows.push(...merged);
    row = merged.at(-1) ?? row;
    if (deleted && (repeated || merged.length > 0)) {
      row = null;
      gone = report;
    }
  }
  return { store: storing(stored, row), rows, gone };
}

function storing(stored: Observation | null, row: Observation | null): Folded['store'] {
  if (row === stored) return 'keep';
  return row ? { put: row } : 'remove';
}

function merge(row: Observation | null, report: Observation): readonly Observation[] {
  if (report.kind === 'container') return mergeObservation(row?.kind === 'container' ? row : null, report);
  const merged = mergeNetworkObservation(row?.kind === 'network' ? row : null, report);
  return merged ? [merged] : [];
}
