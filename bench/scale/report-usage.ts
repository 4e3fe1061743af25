import type { Usage } from './usage.ts';

/** Describes usage divided by a count, line by line. */
export function describeUsage(usage: Usage, count: number): string[] {
  const each = (amount: number): string => (amount / count).toFixed(2);
  return [
    ...usage.tables.map(
      ({ table, operation, calls, readUnits, writeUnits }) =>
        `${each(calls).padStart(8)} ${table.replace('pineapple-', '')} ${operation}, units: ` +
        `${each(readUnits)} read, ${each(writeUnits)} written`,
    ),
    ...usage.functions.map(
      ({ name, runs, failures, ms }) =>
        `${each(runs).padStart(8)} runs of ${name}, ${(ms / runs).toFixed(1)} ms each, ${failures} failed`,
    ),
    ...Object.entries(usage.requests).map(([name, calls]) => `${each(calls).padStart(8)} ${name}`),
    `${each(usage.events.count).padStart(8)} events put`,
  ];
}

export function operationsOf(usage: Usage): number {
  return usage.tables.reduce((sum, { calls }) => sum + calls, 0);
}

/** The sum of both. */
export function addUsage(one: Usage, other: Usage): Usage {
  const requests = { ...one.requests };
  for (const [name, calls] of Object.entries(other.requests)) requests[name] = (requests[name] ?? 0) + calls;
  return {
    tables: [...one.tables, ...other.tables],
    functions: [...one.functions, ...other.functions],
    requests,
    events: {
      count: one.events.count + other.events.count,
      charged: one.events.charged + other.events.charged,
    },
  };
}
