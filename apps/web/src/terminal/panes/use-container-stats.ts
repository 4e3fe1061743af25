import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { useApi } from '../../client/api-client.ts';
import type { ContainerStatsSubscription } from '../../generated/graphql.ts';
import { containerStatsSubscription } from '../documents.ts';
import type { FeedState } from './use-container-logs.ts';

export type StatsSample = ContainerStatsSubscription['containerStats'];

/** How many samples are drawn: two minutes of them. */
export const mostSamples = 120;

/** What a container uses, second by second. */
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
