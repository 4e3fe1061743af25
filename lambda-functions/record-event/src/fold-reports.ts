import { mergeNetworkObservation, mergeObservation, type Observation } from '@pineapple/core';

/** The result of merging a batch of reports about one container or network. */
export interface Folded {
  /** How to change the stored row. */
  readonly store: { readonly put: Observation } | 'remove' | 'keep';
  /** Rows to publish, oldest first. */
  readonly rows: readonly Observation[];
  /** The report that ended the subject; null if it still exists. */
  readonly gone: Observation | null;
}

/**
 * Merges reports about one subject, oldest first, into its stored row. Pure, so that it can be repeated on a fresh row
 * after a concurrent write.
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
    // Neither desired nor stored: a late report about a subject that is already gone.
    if (!desired && !row) {
      if (deleted) gone = report;
      continue;
    }
    const merged = merge(row, report);
    const repeated = row?.sequence === report.sequence;
    // A repeated report is stored, but the invocation that stored it may have ended before it published.
    if (repeated && row) rows.push(row);
    rows.push(...merged);
    row = merged.at(-1) ?? row;
    if (deleted && (repeated || merged.length > 0)) {
      row = null;
      gone = report;
    }
  }
  return { store: changeOf(stored, row), rows, gone };
}

function changeOf(stored: Observation | null, row: Observation | null): Folded['store'] {
  if (row === stored) return 'keep';
  return row ? { put: row } : 'remove';
}

function merge(row: Observation | null, report: Observation): readonly Observation[] {
  if (report.kind === 'container') return mergeObservation(row?.kind === 'container' ? row : null, report);
  const merged = mergeNetworkObservation(row?.kind === 'network' ? row : null, report);
  return merged ? [merged] : [];
}

const removedReason = 'It was removed on its host and will be recreated.';

/**
 * A desired container or network that disappears from its host, for example because someone removed it with Docker,
 * becomes pending. Its row stays, so that its version never decreases.
 */
function asStillDesired(report: Observation): Observation {
  if (report.phase !== 'DELETED') return report;
  const pending = { phase: 'PENDING', reason: removedReason } as const;
  if (report.kind === 'network') return { ...report, ...pending };
  const phases = report.phases.map((entry) =>
    entry.phase === 'DELETED' ? ({ phase: 'PENDING', at: entry.at } as const) : entry,
  );
  return { ...report, ...pending, phases };
}
