import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useApi, type Fault } from '../../../../client/api-client.ts';
import type { Outcome } from '../../../../client/outcome.ts';
import {
  deleteLabMutation,
  duplicateLabMutation,
  labQuery,
  renameLabMutation,
} from '../../model/documents.ts';
import type { Lab } from '../../model/lab.ts';
import { nextOutageEnd, withoutEndedOutages } from '../../link/ended-outages.ts';
import { applyLabChange, changesLists } from '../../model/lab-changes.ts';
import { renamedLab } from '../../model/optimistic-lab.ts';
import { labChangesSubscription } from '../documents.ts';

export interface LiveLab {
  readonly lab: ComputedRef<Lab | null>;
  /** `deleted` when the lab was deleted while it was open, `missing` when the API does not return it. */
  readonly state: ComputedRef<'loading' | 'failed' | 'missing' | 'deleted' | 'loaded'>;
  readonly fault: Ref<Fault | null>;
  refetch(): Promise<void>;
  rename(name: string): Promise<Outcome<unknown>>;
  /** Makes a lab with all that is drawn in this one. */
  duplicate(): Promise<Outcome<{ lab: { readonly id: string } }>>;
  remove(): Promise<Outcome<unknown>>;
}

const longestTimerMs = 2 ** 31 - 1;

/** A live lab: follows every change, and refetches after a lost connection. */
export function useLab(labId: () => string): LiveLab {
  const api = useApi();
  const query = api.watch(labQuery, () => ({ id: labId() }));
  const lab = computed(() => query.data.value?.lab ?? null);
  const deleted = ref(false);
  /** The page that deletes the lab leaves for the list. The event may arrive before the answer. */
  const removing = ref(false);
  let stop = (): void => undefined;
  let ending: ReturnType<typeof setTimeout> | undefined;

  /** No event tells of the end of a single outage. @param at in milliseconds since 1970 */
  function endOutagesAt(at: number | null): void {
    clearTimeout(ending);
    if (at === null) return;
    const end = (): void =>
      api.updateCache(labQuery, { id: labId() }, ({ lab }) => ({ lab: lab && withoutEndedOutages(lab, at) }));
    ending = setTimeout(end, Math.min(Math.max(at - Date.now(), 0), longestTimerMs));
  }

  watch(
    labId,
    (id) => {
      stop();
      deleted.value = false;
      stop = api.subscribe(
        labChangesSubscription,
        { labId: id },
        {
          next({ labChanges }) {
            if (labChanges.__typename === 'LabDeleted') deleted.value = true;
            if (!lab.value || !changesLists(lab.value, labChanges)) return;
            api.updateCache(labQuery, { id }, ({ lab }) => ({ lab: lab && applyLabChange(lab, labChanges) }));
          },
        },
      );
    },
    { immediate: true },
  );
  onScopeDispose(() => stop());
  watch(() => lab.value && nextOutageEnd(lab.value), endOutagesAt, { immediate: true });
  onScopeDispose(() => clearTimeout(ending));
  // Answers and events arrive on separate connections. A late answer would remove what an event has added.
  watch(lab, (now, before) => {
    if (now && now.id === before?.id && now.revision < before.revision) void query.refetch();
  });
  // The subscription restarts by itself. This refetches what it does not carry.
  onScopeDispose(api.connection.onRegained(() => void query.refetch()));

  return {
    lab,
    state: computed(() => {
      if (deleted.value && !removing.value) return 'deleted';
      if (lab.value) return 'loaded';
      if (query.data.value) return query.loading.value ? 'loading' : 'missing';
      return query.fault.value ? 'failed' : 'loading';
    }),
    fault: query.fault,
    refetch: query.refetch,
    rename: (name) =>
      api.mutate(
        renameLabMutation,
        { input: { labId: labId(), name } },
        { optimistic: renamedLab(labId(), name, lab.value?.revision) },
      ),
    duplicate: () => api.mutate(duplicateLabMutation, { input: { labId: labId() } }),
    async remove() {
      removing.value = true;
      const outcome = await api.mutate(deleteLabMutation, { input: { labId: labId() } });
      if (!outcome.ok) removing.value = false;
      return outcome;
    },
  };
}
