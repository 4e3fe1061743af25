import {
  describeChanges,
  type NetworkTables as CoreTables,
  type TableRecord as CoreRecord,
} from '@pineapple/core';
import type { NetworkTableName, NetworkTables, TableRecord } from '../../graphql/generated/schema-types.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';

/** A host's record as the schema has it, with the lab's names. */
export function presentTableRecord(
  record: CoreRecord,
  containerId: string,
  snapshot: LabSnapshot,
): TableRecord {
  const holders = holdersOf(snapshot);
  const holderOf = (address: string | null): string | null => holders.get(address ?? '') ?? null;
  const container = snapshot.container(containerId)?.name ?? containerId;
  const { at, running, whole, added, removed, omitted } = record;
  return {
    ...{ at, running, whole, omitted },
    added: presentTables(added, holderOf),
    removed: presentTables(removed, holderOf),
    changes: describeChanges(record, { container, holderOf }).map(({ table, text }) => ({
      table: table.toUpperCase() as NetworkTableName,
      text,
    })),
  };
}

function presentTables(
  { interfaces, addresses, routes, neighbours, fdb, sessions, filters }: CoreTables,
  holderOf: (address: string | null) => string | null,
): NetworkTables {
  return {
    interfaces: [...interfaces],
    addresses: [...addresses],
    routes: routes.map((row) => ({ ...row, flags: [...row.flags], container: holderOf(row.via) })),
    neighbours: neighbours.map((row) => ({ ...row, container: holderOf(row.address) })),
    fdb: [...fdb],
    sessions: sessions.map((row) => ({ ...row, container: holderOf(row.address) })),
    filters: [...filters],
  };
}

/** The name of the container that has each address of the lab. */
function holdersOf({ desired }: LabSnapshot): ReadonlyMap<string, string> {
  return new Map(
    desired.containers.flatMap(({ name, interfaces }) =>
      interfaces.flatMap(({ ipv4Address, ipv6Address }) =>
        [ipv4Address, ipv6Address].flatMap((address) => (address ? [[address, name] as const] : [])),
      ),
    ),
  );
}
