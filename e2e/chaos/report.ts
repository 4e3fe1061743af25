import { targets } from './faults.ts';
import type { Round } from './rounds.ts';

/** One line for a round, and one for each violation. */
export function reportRound(number: number, { fault, edits, healedMs, violations, figures }: Round): string {
  const what = fault ? `${fault.kind} ${fault.target}` : 'no fault';
  const memory = [...figures].map(([name, each]) => `${name} ${each.megabytes} MB ${each.descriptors} fds`);
  return [
    `${number}. ${what}, healed in ${Math.round(healedMs)} ms; ${edits.join(', ')}; ${memory.join(', ')}`,
    ...violations.map((violation) => `   VIOLATION: ${violation}`),
  ].join('\n');
}

/** The share of a sorted list below which a part of its values lie. */
function quantile(sorted: readonly number[], part: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}

function times(name: string, unsorted: readonly number[]): string[] {
  if (unsorted.length === 0) return [];
  const sorted = unsorted.toSorted((a, b) => a - b);
  const [half, most, last] = [quantile(sorted, 0.5), quantile(sorted, 0.95), quantile(sorted, 1)];
  return [`${name}: ${sorted.length} times, p50 ${half} ms, p95 ${most} ms, longest ${last} ms`];
}

/** Healing times, and how each process grew from the first to the last round. */
export function reportSummary(rounds: readonly Round[]): string {
  const healing = targets.flatMap((target) =>
    (['kill', 'stop'] as const).flatMap((kind) => {
      const own = rounds.filter(({ fault }) => fault?.target === target && fault.kind === kind);
      return times(
        `healed after ${kind} ${target}`,
        own.map(({ healedMs }) => healedMs),
      );
    }),
  );
  const answered = times(
    'API answers after a kill',
    rounds.flatMap(({ answeredMs }) => answeredMs ?? []),
  );
  const [first, last] = [rounds.at(0), rounds.at(-1)];
  const growth = [...(first?.figures ?? [])].map(([name, before]) => {
    const after = last?.figures.get(name);
    const most = Math.max(...rounds.map(({ figures }) => figures.get(name)?.megabytes ?? 0));
    return `${name}: ${before.megabytes} to ${after?.megabytes ?? '?'} MB (most ${most}), ${before.descriptors} to ${after?.descriptors ?? '?'} descriptors`;
  });
  const violations = rounds.flatMap((round) => round.violations).length;
  return ['', ...healing, ...answered, ...growth, `${violations} violations in ${rounds.length} rounds`].join(
    '\n',
  );
}
