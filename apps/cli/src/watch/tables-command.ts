import { CliError } from '../cli-error.ts';
import type { Place } from '../node-name.ts';

const tableViews = ['routes', 'addresses', 'neighbours', 'fdb', 'protocols', 'filters'] as const;
export type TableView = (typeof tableViews)[number];

/** Prints a network table of a container. */
export interface TablesCommand {
  readonly name: 'tables';
  readonly place: Place;
  readonly view: TableView;
  /** Whether to go on with what changes. */
  readonly watch: boolean;
  readonly json: boolean;
}

export const tablesOptions = {
  watch: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** What was typed after the container. */
interface Typed {
  readonly rest: readonly string[];
  readonly values: { readonly watch?: boolean | undefined; readonly json?: boolean | undefined };
}

/** @throws CliError for a table that does not exist */
export function readTablesCommand(place: Place, { rest, values }: Typed): TablesCommand {
  const [given = 'routes', ...others] = rest;
  if (others.length > 0) throw new CliError(`tables does not take "${others[0]}". Name one table.`);
  const view = tableViews.find((each) => each === given);
  if (view === undefined)
    throw new CliError(`There is no table "${given}". Use one of ${tableViews.join(', ')}.`);
  return { name: 'tables', place, view, watch: values.watch ?? false, json: values.json ?? false };
}
