import { computed, type ComputedRef } from 'vue';
import { useApi } from '../../../client/api-client.ts';
import { counted } from '../../../ui/counted.ts';
import { belongingsQuery } from '../documents.ts';

/** What the viewer would lose with the account, a line each. */
export function useBelongings(): ComputedRef<string[]> {
  const query = useApi().watch(belongingsQuery, () => ({}));
  return computed(() => {
    const { viewer, labs } = query.data.value ?? {};
    if (!viewer || !labs) return ['all labs with everything in them', 'all tokens and sessions'];
    const containers = labs.nodes.reduce((sum, lab) => sum + lab.containers.length, 0);
    // Beyond the first page nobody counted.
    const least = labs.totalCount > labs.nodes.length ? 'at least ' : '';
    return [
      labs.totalCount === 0
        ? 'no lab, for you have none'
        : `${counted(labs.totalCount, 'lab')} with ${least}${counted(containers, 'container')} and all files in them`,
      `${counted(viewer.apiTokens.length, 'token')}: programs that use them are signed out`,
      'every session: all browsers are signed out',
    ];
  });
}
