import { computed, onScopeDispose, type ComputedRef, type Ref } from 'vue';
import { useApi, type Fault } from '../../client/api-client.ts';
import type { Outcome } from '../../client/outcome.ts';
import type { HostFiguresFragment } from '../../generated/graphql.ts';
import {
  cordonHostMutation,
  drainHostMutation,
  hostChangesSubscription,
  hostsQuery,
  uncordonHostMutation,
} from './documents.ts';

export type Host = HostFiguresFragment;

export interface HostActions {
  cordon(hostId: string): Promise<Outcome<unknown>>;
  uncordon(hostId: string): Promise<Outcome<unknown>>;
  drain(hostId: string): Promise<Outcome<{ movedLabs: number }>>;
}

export interface Hosts {
  readonly hosts: ComputedRef<readonly Host[] | null>;
  readonly fault: Ref<Fault | null>;
  readonly actions: HostActions;
  refetch(): Promise<void>;
}

/** All hosts, live. */
export function useHosts(): Hosts {
  const api = useApi();
  const query = api.watch(hostsQuery, () => ({}));
  const stop = api.subscribe(
    hostChangesSubscription,
    {},
    {
      next({ hostChanges }) {
        // The cache updates a known host by its id. A new one has to be added to the list.
        api.updateCache(hostsQuery, {}, ({ hosts }) => ({ hosts: withHost(hosts, hostChanges) }));
      },
    },
  );
  onScopeDispose(stop);
  onScopeDispose(api.connection.onRegained(() => void query.refetch()));

  return {
    hosts: computed(() => query.data.value?.hosts ?? null),
    fault: query.fault,
    refetch: query.refetch,
    actions: {
      cordon: (hostId) => api.mutate(cordonHostMutation, { input: { hostId } }),
      uncordon: (hostId) => api.mutate(uncordonHostMutation, { input: { hostId } }),
      drain: (hostId) => api.mutate(drainHostMutation, { input: { hostId } }),
    },
  };
}

function withHost(hosts: readonly Host[], host: Host): Host[] {
  if (hosts.some(({ id }) => id === host.id)) return [...hosts];
  return [...hosts, host].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
