import { computed, type ComputedRef } from 'vue';
import { useApi } from '../../../../client/api-client.ts';
import { canSpreadQuery } from '../../documents.ts';

/** Whether there is more than one host for a lab to be spread over; false while that is not known. */
export function useCanSpread(): ComputedRef<boolean> {
  const { data } = useApi().watch(canSpreadQuery, () => ({}));
  return computed(() => data.value?.canSpread ?? false);
}
