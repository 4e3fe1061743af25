import { ref, watch, type Ref } from 'vue';
import { useApi } from '../../../client/api-client.ts';
import type { ApplyFieldsFragment, ApplyOutputsQuery } from '../../../generated/graphql.ts';
import { applyOutputsQuery } from './documents.ts';

export type Apply = ApplyFieldsFragment;
export type ApplyOutput = NonNullable<ApplyOutputsQuery['lab']>['applies'][number];

/** The output of each apply's command by id. Loads when an apply is opened, and again when its status changes. */
export function useApplyOutputs(
  labId: () => string,
  open: () => Apply | undefined,
): { outputs: Ref<ReadonlyMap<string, ApplyOutput>>; failed: Ref<boolean> } {
  const api = useApi();
  const outputs = ref<ReadonlyMap<string, ApplyOutput>>(new Map());
  const failed = ref(false);

  watch(
    () => {
      const apply = open();
      return apply && `${apply.id} ${apply.status}`;
    },
    async (key) => {
      if (!key) return;
      failed.value = false;
      try {
        const { lab } = await api.query(applyOutputsQuery, { labId: labId() });
        outputs.value = new Map(lab?.applies.map((apply) => [apply.id, apply]));
      } catch {
        failed.value = true;
      }
    },
  );
  return { outputs, failed };
}
