import type { ImpairmentKind, LinkDirection, LinkLimit } from '@pineapple/core';
import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { useApi } from '../../../client/api-client.ts';
import type { LinkLimitsQuery } from '../../../generated/graphql.ts';
import { linkLimitsQuery } from './documents.ts';

/** What the host of a container can't give links. Empty until it is known, and for a container without a host. */
export function useLinkLimits(containerId: () => string): ComputedRef<readonly LinkLimit[]> {
  const { data } = useApi().watch(linkLimitsQuery, () => ({ containerId: containerId() }));
  return computed(() => toLimits(data.value));
}

/** The same for a container that may change; null for none. A fault leaves them empty: the API checks them too. */
export function useLimitsOfChosen(containerId: () => string | null): Readonly<Ref<readonly LinkLimit[]>> {
  const api = useApi();
  const limits = shallowRef<readonly LinkLimit[]>([]);
  watch(
    containerId,
    async (id) => {
      limits.value = [];
      if (id === null) return;
      const data = await api.query(linkLimitsQuery, { containerId: id }).catch(() => undefined);
      if (id === containerId()) limits.value = toLimits(data);
    },
    { immediate: true },
  );
  return limits;
}

function toLimits(data: LinkLimitsQuery | undefined): readonly LinkLimit[] {
  const node = data?.node;
  if (node?.__typename !== 'Container') return [];
  return (node.host?.linkLimits ?? []).map(({ impairment, direction, lacks }) => ({
    impairment: impairment.toLowerCase() as ImpairmentKind,
    direction: (direction === 'TO_CONTAINER' ? 'toContainer' : 'fromContainer') satisfies LinkDirection,
    lacks,
  }));
}
