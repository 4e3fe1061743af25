import { computed, type ComputedRef, type Ref } from 'vue';
import { type Fault, useApi } from '../../client/api-client.ts';
import type { Outcome } from '../../client/outcome.ts';
import type { SnapshotFactsFragment } from '../../generated/graphql.ts';
import {
  deleteSnapshotMutation,
  forkSnapshotMutation,
  restoreSnapshotMutation,
  saveSnapshotMutation,
  snapshotsQuery,
} from './documents.ts';

export type Snapshot = SnapshotFactsFragment;

interface Use {
  readonly used: number;
  readonly limit: number;
}

export interface Snapshots {
  /** Null until they are loaded. */
  readonly snapshots: ComputedRef<readonly Snapshot[] | null>;
  readonly use: ComputedRef<{ readonly snapshots: Use; readonly snapshotMb: Use } | null>;
  readonly fault: Ref<Fault | null>;
  refetch(): Promise<void>;
  // Properties, not methods: as a prop type, Vue would take a method for the type that it returns.
  readonly save: (labId: string, name: string) => Promise<Outcome<{ snapshot: Snapshot }>>;
  readonly restore: (snapshotId: string) => Promise<Outcome<{ lab: { id: string } }>>;
  readonly fork: (snapshotId: string) => Promise<Outcome<{ lab: { id: string; name: string } }>>;
  readonly remove: (snapshotId: string) => Promise<Outcome<unknown>>;
}

/** The viewer's snapshots. */
export function useSnapshots(): Snapshots {
  const api = useApi();
  const query = api.watch(snapshotsQuery, () => ({}));
  async function refetched<T extends Outcome<unknown>>(outcome: T): Promise<T> {
    if (outcome.ok) await query.refetch();
    return outcome;
  }
  return {
    snapshots: computed(() => query.data.value?.snapshots ?? null),
    use: computed(() => query.data.value?.viewer?.usage ?? null),
    fault: query.fault,
    refetch: query.refetch,
    save: async (labId, name) =>
      refetched(await api.mutate(saveSnapshotMutation, { input: { labId, name } })),
    restore: (snapshotId) => api.mutate(restoreSnapshotMutation, { input: { snapshotId } }),
    fork: (snapshotId) => api.mutate(forkSnapshotMutation, { input: { snapshotId } }),
    remove: async (snapshotId) =>
      refetched(await api.mutate(deleteSnapshotMutation, { input: { snapshotId } })),
  };
}
