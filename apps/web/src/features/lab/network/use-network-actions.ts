import { useApi } from '../../../client/api-client.ts';
import type { Outcome } from '../../../client/outcome.ts';
import type { CreateNetworkInput } from '../../../generated/graphql.ts';
import type { Lab, Network } from '../model/lab.ts';
import { applyLabChange } from '../model/lab-changes.ts';
import { labQuery } from '../model/documents.ts';
import { unchangedHistory } from '../model/optimistic-lab.ts';
import {
  createNetworkMutation,
  deleteNetworkMutation,
  renameNetworkMutation,
  updateNetworkMutation,
} from './documents.ts';

type NetworkChange = Partial<Pick<Network, 'internet' | 'mtu'>>;

/** Properties, not methods: Vue infers the wrong prop type from a method. */
export interface NetworkActions {
  readonly create: (input: Omit<CreateNetworkInput, 'labId'>) => Promise<Outcome<{ network: Network }>>;
  readonly rename: (networkId: string, name: string) => Promise<Outcome<unknown>>;
  readonly setInternet: (networkId: string, internet: boolean) => Promise<Outcome<unknown>>;
  readonly setMtu: (networkId: string, mtu: number) => Promise<Outcome<unknown>>;
  readonly remove: (networkId: string) => Promise<Outcome<unknown>>;
}

/** Edits networks of a lab. Results arrive with the lab's changes. */
export function useNetworkActions(lab: () => Lab): NetworkActions {
  const api = useApi();
  const update = (networkId: string, change: NetworkChange): Promise<Outcome<unknown>> => {
    const network = lab().networks.find(({ id }) => id === networkId);
    return api.mutate(
      updateNetworkMutation,
      { input: { networkId, ...change } },
      network && { optimistic: changedNetwork(lab(), network, change) },
    );
  };
  return {
    async create(input) {
      const { id } = lab();
      const outcome = await api.mutate(createNetworkMutation, { input: { labId: id, ...input } });
      if (outcome.ok) {
        const { network } = outcome.payload;
        // The answer may arrive before the event. Whichever is second changes nothing.
        api.updateCache(labQuery, { id }, ({ lab }) => ({
          lab: lab && applyLabChange(lab, { __typename: 'NetworkChanged', network }),
        }));
      }
      return outcome;
    },
    rename: (networkId, name) => api.mutate(renameNetworkMutation, { input: { networkId, name } }),
    setInternet: (networkId, internet) => update(networkId, { internet }),
    setMtu: (networkId, mtu) => update(networkId, { mtu }),
    remove: (networkId) => api.mutate(deleteNetworkMutation, { input: { networkId } }),
  };
}

/** The expected answer. Apollo shows it at once and reverts it if the API refuses. */
function changedNetwork(lab: Lab, network: Network, change: NetworkChange): Record<string, unknown> {
  return {
    updateNetwork: {
      __typename: 'UpdateNetworkPayload',
      network: { ...network, ...change, __typename: 'Network', lab: unchangedHistory(lab) },
    },
  };
}
