import { computed, type ComputedRef } from 'vue';
import { useApi } from '../../../client/api-client.ts';
import { counted } from '../../../ui/counted.ts';
import { ownedDataQuery } from '../documents.ts';

/** One line for each kind of data that is deleted with the viewer's account. */
export function useOwnedData(): ComputedRef<string[]> {
  const query = useApi().watch(ownedDataQuery, () => ({}));
  return computed(() => {
    const { viewer, labs } = query.data.value ?? {};
    if (!viewer || !labs) return ['all labs and their files', 'all API tokens and sessions'];
    const containers = labs.nodes.reduce((sum, lab) => sum + lab.containers.length, 0);
    // The query counts containers of the first page of labs only.
    const least = labs.totalCount > labs.nodes.length ? 'at least ' : '';
    return [
      ...(labs.totalCount > 0
        ? [
            `${counted(labs.totalCount, 'lab')} with ${least}${counted(containers, 'container')} and all files in them`,
          ]
        : []),
      `${counted(viewer.apiTokens.length, 'API token')}: programs that use them lose access`,
      'all sessions: every browser is signed out',
    ];
  });
}
