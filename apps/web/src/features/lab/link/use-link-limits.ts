import type { ImpairmentKind, LinkDirection, LinkLimit } from '@pineapple/core';
import { computed, type ComputedRef } from 'vue';
import { useApi } from '../../../client/api-client.ts';
import { linkLimitsQuery } from './documents.ts';

/** What the host of a container can't give links. Empty until it is known, and for a container without a host. */
export function useLinkLimits(containerId: () => string): ComputedRef<readonly LinkLimit[]> {
  const { data } = useApi().watch(linkLimitsQuery, () => ({ containerId: containerId() }));
  return computed(() => {
    const node = data.value?.node;
    if (node?.__typename !== 'Container') return [];
    return (node.host?.linkLimits ?? []).map(({ impairment, direction, lacks }) => ({
      impairment: impairment.toLowerCase() as ImpairmentKind,
      direction: (direction === 'TO_CONTAINER' ? 'toContainer' : 'fromContainer') satisfies LinkDirection,
      lacks,
    }));
  });
}
