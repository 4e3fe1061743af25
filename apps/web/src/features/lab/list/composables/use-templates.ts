import { computed, type ComputedRef } from 'vue';
import { useApi } from '../../../../client/api-client.ts';
import type { LabTemplatesQuery } from '../../../../generated/graphql.ts';
import { labTemplatesQuery } from '../documents.ts';

export type LabTemplate = LabTemplatesQuery['labTemplates'][number];

/** The templates for new labs; empty until they are loaded. */
export function useTemplates(): ComputedRef<readonly LabTemplate[]> {
  const query = useApi().watch(labTemplatesQuery, () => ({}));
  return computed(() => query.data.value?.labTemplates ?? []);
}
