import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { useApi } from '../../client/api-client.ts';
import type { ContainerStatsSubscription } from '../../generated/graphql.ts';
import { containerStatsSubscription } from '../documents.ts';
import type { FeedState } from './use-container-logs.ts';

export type StatsSample = ContainerStatsSubscription['containerStats'];

/** Number of samples shown: two minutes at one per second. */
export const mostSamples = 120;

/** A container's resource use, live. */
export function useContainerStats(containerId: string): {
  samples: ShallowRef<readonly StatsSample[]>;
  state: ShallowRef<FeedState>;
} {
  const api = useApi();
  const samples = shallowRef<readonly StatsSample[]>([]);
  const state = shallowRef<FeedState>('live');
  onScopeDispose(
    api.subscribe(
      containerStatsSubscription,
      { containerId },
      {
        next: ({ containerStats }) =>
          (samples.value = [...samples.value, containerStats].slice(-mostSamples)),
        fault: ({ message }) => (state.value = { fault: message }),
        complete: () => (state.value = 'over'),
      },
    ),
  );
  return { samples, state };
}
