import type { MeterReading } from '@pineapple/local-aws';

/** Usage of one operation on one table. */
interface TableUse {
  readonly operation: string;
  readonly table: string;
  readonly calls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

interface FunctionUse {
  readonly name: string;
  readonly runs: number;
  readonly failures: number;
  readonly ms: number;
}

/** What AWS would have metered in some period. */
export interface Usage {
  readonly tables: readonly TableUse[];
  readonly functions: readonly FunctionUse[];
  /** Requests to the other services, by service and operation. */
  readonly requests: Readonly<Record<string, number>>;
  readonly events: { readonly count: number; readonly charged: number };
}

const chargedBytes = 64 * 1024;
type Adding<T> = { -readonly [K in keyof T]: T[K] };

/** Adds up readings until they are taken. */
export class UsageCounter {
  #tables = new Map<string, Adding<TableUse>>();
  #functions = new Map<string, Adding<FunctionUse>>();
  #requests = new Map<string, number>();
  #events = { count: 0, charged: 0 };

  readonly add = (reading: MeterReading): void => {
    switch (reading.kind) {
      case 'dynamodb': {
        const { operation, table } = reading;
        const none = { operation, table, calls: 0, readUnits: 0, writeUnits: 0 };
        const use = entry(this.#tables, `${table} ${operation}`, none);
        use.calls += 1;
        use.readUnits += reading.readUnits;
        use.writeUnits += reading.writeUnits;
        return;
      }
      case 'function': {
        const use = entry(this.#functions, reading.name, { name: reading.name, runs: 0, failures: 0, ms: 0 });
        use.runs += 1;
        use.ms += reading.ms;
        if (reading.failed) use.failures += 1;
        return;
      }
      case 'event':
        this.#events.count += 1;
        this.#events.charged += Math.ceil(reading.bytes / chargedBytes);
        return;
      case 'request': {
        const name = `${reading.service} ${reading.operation}`;
        this.#requests.set(name, (this.#requests.get(name) ?? 0) + 1);
      }
    }
  };

  /** The usage since the last call. */
  take(): Usage {
    const usage: Usage = {
      tables: [...this.#tables.values()].sort((a, b) => b.calls - a.calls),
      functions: [...this.#functions.values()],
      requests: Object.fromEntries(this.#requests),
      events: this.#events,
    };
    this.#tables = new Map();
    this.#functions = new Map();
    this.#requests = new Map();
    this.#events = { count: 0, charged: 0 };
    return usage;
  }
}

function entry<T>(map: Map<string, T>, key: string, none: T): T {
  const found = map.get(key) ?? none;
  map.set(key, found);
  return found;
}
