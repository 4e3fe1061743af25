import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { useApi } from '../client/api-client.ts';
import type { TableRecordPartsFragment } from '../generated/graphql.ts';
import { networkTablesSubscription, tableHistoryQuery } from './documents.ts';
import {
  appendRecord,
  type Holders,
  holdersIn,
  joinPast,
  type ShownRecord,
  toShownRecord,
} from './shown-record.ts';

/** `over` means that the container was deleted. */
type TablesState = 'loading' | 'live' | 'over' | { readonly fault: string };

interface Tables {
  /** Everything known of the last hour, oldest first. The first one is whole. */
  readonly records: ComputedRef<readonly ShownRecord[]>;
  readonly holders: Readonly<ShallowRef<Holders>>;
  readonly state: Readonly<ShallowRef<TablesState>>;
  /** Why the time before this page was opened is not known. Null if it is. */
  readonly pastFault: Readonly<ShallowRef<string | null>>;
}

const recordedMs = 3_600_000;

/** The network tables of a container, live, with what its host recorded before. */
export function useNetworkTables(containerId: string): Tables {
  const api = useApi();
  const past = shallowRef<readonly ShownRecord[]>([]);
  const live = shallowRef<readonly ShownRecord[]>([]);
  const holders = shallowRef<Holders>(new Map());
  const state = shallowRef<TablesState>('loading');
  const pastFault = shallowRef<string | null>(null);
  let isOpen = true;
  let stop = (): void => undefined;

  function learn(records: readonly TableRecordPartsFragment[]): void {
    const found = records.flatMap(holdersIn).filter(([address, name]) => holders.value.get(address) !== name);
    if (found.length > 0) holders.value = new Map([...holders.value, ...found]);
  }

  async function readPast(): Promise<void> {
    const from = new Date(Date.now() - recordedMs).toISOString();
    try {
      const { tableHistory } = await api.query(tableHistoryQuery, { containerId, from });
      if (!isOpen) return;
      learn(tableHistory);
      past.value = tableHistory.map(toShownRecord);
    } catch (error) {
      pastFault.value = error instanceof Error ? error.message : String(error);
    }
  }

  function follow(): void {
    stop();
    stop = api.subscribe(
      networkTablesSubscription,
      { containerId },
      {
        next({ networkTables }) {
          const isFirst = live.value.length === 0;
          learn([networkTables]);
          live.value = appendRecord(live.value, toShownRecord(networkTables));
          state.value = 'live';
          if (isFirst) void readPast();
        },
        fault: ({ message }) => (state.value = { fault: message }),
        complete: () => (state.value = 'over'),
      },
    );
  }

  follow();
  onScopeDispose(
    api.connection.onRegained(() => {
      if (state.value === 'live' || state.value === 'loading') follow();
    }),
  );
  onScopeDispose(() => {
    isOpen = false;
    stop();
  });
  return { records: computed(() => joinPast(past.value, live.value)), holders, state, pastFault };
}
