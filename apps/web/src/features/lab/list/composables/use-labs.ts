import { refDebounced } from '@vueuse/core';
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { useApi, type Fault } from '../../../../client/api-client.ts';
import type { Outcome } from '../../../../client/outcome.ts';
import type { LabSummaryFragment } from '../../../../generated/graphql.ts';
import {
  deleteLabMutation,
  duplicateLabMutation,
  renameLabMutation,
  updateLabMutation,
} from '../../model/documents.ts';
import { renamedLab } from '../../model/optimistic-lab.ts';
import { createLabMutation, labsQuery, viewerReadinessSubscription } from '../documents.ts';

export type LabSummary = LabSummaryFragment;

interface NewLabOptions {
  readonly templateId?: string;
  /** Spreads the lab over several hosts even if one has enough capacity. */
  readonly spread?: boolean;
}

export interface Labs {
  readonly labs: ComputedRef<readonly LabSummary[] | null>;
  readonly totalCount: ComputedRef<number>;
  /** How many containers the viewer has, of how many. Null until it is loaded. */
  readonly containers: ComputedRef<{ readonly used: number; readonly limit: number } | null>;
  readonly page: ComputedRef<{ from: number; to: number; hasNext: boolean; hasPrevious: boolean }>;
  /** Text that names or folders contain. */
  readonly search: Ref<string>;
  /** The folder that is shown; null for all. */
  readonly folder: Ref<string | null>;
  readonly folders: ComputedRef<readonly string[]>;
  readonly fault: Ref<Fault | null>;
  refetch(): Promise<void>;
  goNext(): void;
  goBack(): void;
  create(name: string, options?: NewLabOptions): Promise<Outcome<{ lab: LabSummary }>>;
  rename(labId: string, name: string): Promise<Outcome<unknown>>;
  /** Puts a lab into a folder; empty for none. */
  move(labId: string, folder: string): Promise<Outcome<unknown>>;
  /** Makes a lab with all that is drawn in this one. */
  duplicate(labId: string): Promise<Outcome<{ lab: { readonly name: string } }>>;
  remove(labId: string): Promise<Outcome<unknown>>;
}

const pageSize = 20;

/** The viewer's labs, a page at a time, with live phase counts. */
export function useLabs(): Labs {
  const api = useApi();
  /** The cursors of the pages from the second to the current one. */
  const cursors = ref<string[]>([]);
  const search = ref('');
  const folder = ref<string | null>(null);
  const typed = refDebounced(search, 200);
  watch([typed, folder], () => (cursors.value = []), { flush: 'sync' });
  const variables = computed(() => ({
    first: pageSize,
    after: cursors.value.at(-1) ?? null,
    search: typed.value.trim() || null,
    folder: folder.value,
  }));
  const query = api.watch(labsQuery, () => variables.value);
  /** What was loaded last stays while another page or search is loaded. */
  const loaded = shallowRef(query.data.value);
  watch(query.data, (now) => now && (loaded.value = now));
  const connection = computed(() => loaded.value?.labs);
  const folders = computed(() => loaded.value?.labFolders ?? []);
  watch(folders, (now) => {
    if (folder.value && !now.includes(folder.value)) folder.value = null;
  });
  const labs = computed(() => connection.value?.nodes ?? null);

  const known = computed(() => new Set(labs.value?.flatMap((lab) => lab.containers.map(({ id }) => id))));
  const stop = api.subscribe(
    viewerReadinessSubscription,
    {},
    {
      next({ viewerReadiness }) {
        // The cache updates known containers by id. A new one is only in a new list.
        const isNew = viewerReadiness.phase === 'PENDING' && !known.value.has(viewerReadiness.container.id);
        if (isNew && labs.value && !query.loading.value) void query.refetch();
      },
    },
  );
  onScopeDispose(stop);
  onScopeDispose(api.connection.onRegained(() => void query.refetch()));

  // The last lab of the page was deleted: show the page before it.
  watch(labs, (now) => {
    if (now?.length === 0 && cursors.value.length > 0) cursors.value = cursors.value.slice(0, -1);
  });

  return {
    labs,
    totalCount: computed(() => connection.value?.totalCount ?? 0),
    containers: computed(() => loaded.value?.viewer?.usage?.containers ?? null),
    page: computed(() => {
      const from = cursors.value.length * pageSize;
      return {
        from: from + 1,
        to: from + (labs.value?.length ?? 0),
        hasNext: connection.value?.pageInfo.hasNextPage ?? false,
        hasPrevious: cursors.value.length > 0,
      };
    }),
    search,
    folder,
    folders,
    fault: query.fault,
    refetch: query.refetch,
    goNext() {
      const end = connection.value?.pageInfo.endCursor;
      if (end) cursors.value = [...cursors.value, end];
    },
    goBack() {
      cursors.value = cursors.value.slice(0, -1);
    },
    async create(name, { templateId, spread = false } = {}) {
      const outcome = await api.mutate(createLabMutation, {
        input: { name, templateId: templateId ?? null, spread },
      });
      if (outcome.ok) void query.refetch();
      return outcome;
    },
    rename: (labId, name) =>
      api.mutate(renameLabMutation, { input: { labId, name } }, { optimistic: renamedLab(labId, name) }),
    async move(labId, to) {
      const outcome = await api.mutate(updateLabMutation, { input: { labId, folder: to } });
      if (outcome.ok) await query.refetch();
      return outcome;
    },
    async duplicate(labId) {
      const outcome = await api.mutate(duplicateLabMutation, { input: { labId } });
      if (outcome.ok) await query.refetch();
      return outcome;
    },
    async remove(labId) {
      const outcome = await api.mutate(deleteLabMutation, { input: { labId } });
      if (outcome.ok || outcome.problem.code === 'NOT_FOUND') await query.refetch();
      return outcome;
    },
  };
}
