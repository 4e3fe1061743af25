import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useApi, type Fault } from '../../../../client/api-client.ts';
import type { Outcome } from '../../../../client/outcome.ts';
import { deleteLabMutation, labQuery, renameLabMutation } from '../../model/documents.ts';
import type { Lab } from '../../model/lab.ts';
import { applyLabChange, changesLists } from '../../model/lab-changes.ts';
import { renamedLab } from '../../model/optimistic-lab.ts';
import { labChangesSubscription } from '../documents.ts';

export interface LiveLab {
  readonly lab: ComputedRef<Lab | null>;
  /** `gone` is for a lab that was deleted while somebody looked, `absent` for one that was never there. */
  readonly state: ComputedRef<'loading' | 'failed' | 'absent' | 'gone' | 'there'>;
  readonly fault: Ref<Fault | null>;
  refetch(): Promise<void>;
  rename(name: string): Promise<Outcome<unknown>>;
  remove(): Promise<Outcome<unknown>>;
}

/** One lab that stays true: it follows every change, and is read again after a lost connection. */
export function useLab(labId: () => string): LiveLab {
  const api = useApi();
  const query = api.watch(labQuery, () => ({ id: labId() }));
  const lab = computed(() => query.data.value?.lab ?? null);
  const gone = ref(false);
  /** Whoever deletes the lab is taken to the list; the news of it may arrive before the answer. */
  const removing = ref(false);
  let stop = (): void => undefined;

  watch(
    labId,
    (id) => {
      stop();
      gone.value = false;
      stop = api.subscribe(
        labChangesSubscription,
        { labId: id },
        {
          next({ labChanges }) {
            if (labChanges.__typename === 'LabDeleted') gone.value = true;
            if (!lab.value || !changesLists(lab.value, labChanges)) return;
            api.revise(labQuery, { id }, ({ lab }) => ({ lab: lab && applyLabChange(lab, labChanges) }));
          },
        },
      );
    },
    { immediate: true },
  );
  onScopeDispose(() => stop());
  // Answers and news come by two ways: an answer that was overtaken would take out of the lab what the news has added.
  watch(lab, (now, before) => {
    if (now && now.id === before?.id && now.revision < before.revision) void query.refetch();
  });
  // The subscription starts again by itself, with the lab as it is; this also brings what it does not carry.
  onScopeDispose(api.connection.onRegained(() => void query.refetch()));

  return {
    lab,
    state: computed(() => {
      if (gone.value && !removing.value) return 'gone';
      if (lab.value) return 'there';
      if (query.data.value) return query.loading.value ? 'loading' : 'absent';
      return query.fault.value ? 'failed' : 'loading';
    }),
    fault: query.fault,
    refetch: query.refetch,
    rename: (name) =>
      api.change(
        renameLabMutation,
        { input: { labId: labId(), name } },
        { optimistic: renamedLab(labId(), name, lab.value?.revision) },
      ),
    async remove() {
      removing.value = true;
      const outcome = await api.change(deleteLabMutation, { input: { labId: labId() } });
      if (!outcome.ok) removing.value = false;
      return outcome;
    },
  };
}
