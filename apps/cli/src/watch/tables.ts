import type { CliConfig } from '@pineapple/config';
import { CliError } from '../cli-error.ts';
import { findContainer, listLabs } from '../labs.ts';
import { subscribe, subscriptionError } from '../site/subscribe.ts';
import { tableText, viewsOfTables } from './table-text.ts';
import type { TablesCommand } from './tables-command.ts';

type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

interface TableRecord {
  readonly at: string;
  readonly running: boolean;
  readonly whole: boolean;
  readonly omitted: number;
  readonly added: Rows;
  readonly removed: Rows;
  readonly changes: readonly { readonly table: string; readonly text: string }[];
}

/** The host reads the tables at once. */
const firstWithinMs = 15_000;

/** Prints a network table of a container, and with `watch` each change until Ctrl-C. */
export async function tables(config: CliConfig, command: TablesCommand): Promise<number> {
  const container = findContainer(await listLabs(config), command.place);
  const { field, selection } = viewsOfTables[command.view];
  const rows = `{ ${field} { ${selection} } }`;
  const query = `subscription Tables($containerId: ID!) { networkTables(containerId: $containerId) {
    at running whole omitted changes { table text } added ${rows} removed ${rows} } }`;
  await using subscription = subscribe<{ readonly networkTables: TableRecord }>(config, query, {
    containerId: container.id,
  });
  let isLate = false;
  const { events } = subscription;
  const timer = setTimeout(() => {
    isLate = true;
    void events.return?.();
  }, firstWithinMs);
  try {
    for await (const { data, errors } of events) {
      clearTimeout(timer);
      if (errors?.[0]) throw new CliError(errors[0].message);
      if (data) print(command, container.name, data.networkTables);
      if (!command.watch) return 0;
    }
  } catch (error) {
    throw subscriptionError(error, config);
  } finally {
    clearTimeout(timer);
  }
  if (isLate) throw new CliError(`The host of ${container.name} does not answer. Try again later.`);
  return 0;
}

function print({ view, json, watch }: TablesCommand, name: string, record: TableRecord): void {
  const { field, tables: names } = viewsOfTables[view];
  const added = record.added[field] ?? [];
  const changes = record.changes.filter(({ table }) => names.includes(table));
  if (json) {
    const { at, running, whole, omitted } = record;
    const removed = record.removed[field] ?? [];
    const isSilent = !whole && added.length + removed.length + changes.length === 0;
    const shown = watch ? { at, running, whole, omitted, added, removed, changes } : added;
    if (!isSilent) process.stdout.write(`${JSON.stringify(shown)}\n`);
    return;
  }
  const time = new Date(record.at).toLocaleTimeString('en-GB');
  if (!record.whole) return changes.forEach(({ text }) => void process.stdout.write(`${time} ${text}\n`));
  if (!record.running) return void process.stderr.write(`[pineapple] ${name} is not running\n`);
  process.stdout.write(tableText(view, added));
  if (record.omitted > 0) process.stderr.write(`[pineapple] ${record.omitted} rows were left out\n`);
}
