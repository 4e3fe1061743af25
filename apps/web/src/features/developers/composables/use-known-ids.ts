import { computed, type ComputedRef } from 'vue';
import { useApi } from '../../../client/api-client.ts';
import type { KnownIds } from '../api-examples.ts';
import { knownIdsQuery } from '../documents.ts';

/** Ids of the viewer's own, from the newest lab that has something in it. */
export function useKnownIds(): { known: ComputedRef<KnownIds>; refetch(): Promise<void> } {
  const query = useApi().watch(knownIdsQuery, () => ({}));
  const known = computed(() => {
    const labs = query.data.value?.labs.nodes ?? [];
    const lab = labs.find(({ containers }) => containers.length > 0) ?? labs[0];
    return {
      labId: lab?.id ?? null,
      networkId: lab?.networks[0]?.id ?? null,
      containerId: lab?.containers[0]?.id ?? null,
    };
  });
  return { known, refetch: query.refetch };
}
