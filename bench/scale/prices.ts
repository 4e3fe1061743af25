import type { Usage } from './usage.ts';

/** On-demand list prices of us-east-1 in US dollars, as in docs/guides/deploy.md. */
export const prices = {
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  functionRun: 0.2e-6,
  gigabyteSecond: 0.0000133334,
  event: 1e-6,
} as const;

/** The memory that terraform/modules/functions configures. */
const functionGigabytes = 0.5;

/** One line of a bill. */
interface CostLine {
  readonly what: string;
  readonly amount: number;
  readonly dollars: number;
}

/**
 * The bill for some usage, line by line. Run Command and the events of AWS's own services are free. The meter does not
 * see the tables' indexes, so the bill has the most that they can cost: two units for each write of a lab, which leaves
 * and enters the index of unsettled labs, and one for each apply.
 */
export function costOf(usage: Usage): CostLine[] {
  const writes = usage.tables.filter(({ writeUnits }) => writeUnits > 0);
  const written = (table: string, operations: readonly string[]): number =>
    writes
      .filter((use) => use.table === table && operations.includes(use.operation))
      .reduce((sum, { calls }) => sum + calls, 0);
  const indexUnits =
    2 * written('pineapple-labs', ['PutItem', 'UpdateItem', 'DeleteItem']) +
    written('pineapple-applies', ['PutItem']);
  const runs = usage.functions.reduce((sum, one) => sum + one.runs, 0);
  const seconds = usage.functions.reduce((sum, one) => sum + one.ms / 1000, 0);
  const line = (what: string, amount: number, price: number): CostLine => {
    return { what, amount, dollars: amount * price };
  };
  const units = (kind: 'readUnits' | 'writeUnits'): number =>
    usage.tables.reduce((sum, use) => sum + use[kind], 0);
  return [
    line('write units of tables', units('writeUnits'), prices.writeUnit),
    line('write units of indexes, at most', indexUnits, prices.writeUnit),
    line('read units', units('readUnits'), prices.readUnit),
    line('runs of functions', runs, prices.functionRun),
    line('GB-seconds of functions', seconds * functionGigabytes, prices.gigabyteSecond),
    line('events', usage.events.charged, prices.event),
  ];
}
