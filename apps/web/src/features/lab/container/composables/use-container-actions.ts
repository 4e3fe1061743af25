import { useApi } from '../../../../client/api-client.ts';
import type { Outcome } from '../../../../client/outcome.ts';
import type {
  AttachmentInput,
  CreateContainerInput,
  GatewayChoice,
  StaticRouteInput,
  LinkInput,
  SetLinkQualitiesInput,
  SetLinkQualityInput,
  UpdateContainerInput,
} from '../../../../generated/graphql.ts';
import { setLinkQualitiesMutation, setLinkQualityMutation } from '../../link/documents.ts';
import { labQuery } from '../../model/documents.ts';
import type { Container, Lab } from '../../model/lab.ts';
import { applyLabChange } from '../../model/lab-changes.ts';
import { labAddresses } from '../lab-addresses.ts';
import {
  connectContainerMutation,
  createContainerMutation,
  deleteContainerMutation,
  disconnectContainerMutation,
  renameContainerMutation,
  restartContainerMutation,
  startContainerMutation,
  stopContainerMutation,
  updateContainerMutation,
} from '../documents.ts';
import type { PowerAction } from '../power-actions.ts';
import type { FindContainer, SettingName } from '../settings-text.ts';
import { connectedContainer, disconnectedContainer } from '../optimistic-container.ts';

/** Properties, not methods: Vue infers the wrong prop type from a method. */
export interface ContainerActions {
  readonly find: FindContainer;
  readonly create: (input: Omit<CreateContainerInput, 'labId'>) => Promise<Outcome<{ container: Container }>>;
  readonly power: (action: PowerAction, containerId: string) => Promise<Outcome<unknown>>;
  readonly rename: (containerId: string, name: string) => Promise<Outcome<unknown>>;
  readonly setRoutes: (containerId: string, routes: readonly StaticRouteInput[]) => Promise<Outcome<unknown>>;
  readonly setGateway: (
    containerId: string,
    choice: GatewayChoice,
    address: string | null,
  ) => Promise<Outcome<unknown>>;
  /** Those that are left out stay. */
  readonly setSettings: (
    containerId: string,
    settings: Pick<UpdateContainerInput, SettingName>,
  ) => Promise<Outcome<unknown>>;
  readonly setFiles: (
    containerId: string,
    change: Pick<UpdateContainerInput, 'files' | 'exec' | 'filesVersion'>,
  ) => Promise<Outcome<{ container: Pick<Container, 'filesVersion'> }>>;
  readonly remove: (containerId: string) => Promise<Outcome<unknown>>;
  /** For a form, which shows the error if the API refuses. */
  readonly connect: (containerId: string, attachment: AttachmentInput) => Promise<Outcome<unknown>>;
  /** For a gesture: shown at once, and reverted if the API refuses. */
  readonly draw: (containerId: string, networkId: string) => Promise<Outcome<unknown>>;
  readonly disconnect: (containerId: string, networkId: string) => Promise<Outcome<unknown>>;
  readonly setLink: (
    containerId: string,
    networkId: string,
    change: Omit<SetLinkQualityInput, 'containerId' | 'networkId'>,
  ) => Promise<Outcome<unknown>>;
  /** Several links alike, in one step of the history. */
  readonly setLinks: (
    links: readonly LinkInput[],
    change: Omit<SetLinkQualitiesInput, 'labId' | 'links'>,
  ) => Promise<Outcome<unknown>>;
}

/** Edits containers of a lab. Results arrive with the lab's changes. */
export function useContainerActions(lab: () => Lab): ContainerActions {
  const api = useApi();
  const addresses = labAddresses(lab);
  const find = (containerId: string): Container | undefined =>
    lab().containers.find(({ id }) => id === containerId);
  return {
    find: (name) => lab().containers.find((each) => each.name === name)?.id ?? null,
    async create(input) {
      const { id } = lab();
      const outcome = await api.mutate(createContainerMutation, { input: { labId: id, ...input } });
      if (outcome.ok) {
        const { container } = outcome.payload;
        // The answer may arrive before the event. Whichever is second changes nothing.
        api.updateCache(labQuery, { id }, ({ lab }) => ({
          lab: lab && applyLabChange(lab, { __typename: 'ContainerChanged', container }),
        }));
      }
      return outcome;
    },
    power(action, containerId) {
      const input = { containerId };
      switch (action) {
        case 'start':
          return api.mutate(startContainerMutation, { input });
        case 'stop':
          return api.mutate(stopContainerMutation, { input });
        case 'restart':
          return api.mutate(restartContainerMutation, { input });
      }
    },
    rename: (containerId, name) => api.mutate(renameContainerMutation, { input: { containerId, name } }),
    setGateway: (containerId, gatewayChoice, defaultGateway) =>
      api.mutate(updateContainerMutation, { input: { containerId, gatewayChoice, defaultGateway } }),
    setRoutes: (containerId, routes) =>
      api.mutate(updateContainerMutation, { input: { containerId, routes: [...routes] } }),
    setSettings: (containerId, settings) =>
      api.mutate(updateContainerMutation, { input: { containerId, ...settings } }),
    setFiles: (containerId, change) =>
      api.mutate(updateContainerMutation, { input: { containerId, ...change } }),
    remove: (containerId) => api.mutate(deleteContainerMutation, { input: { containerId } }),
    connect: (containerId, attachment) =>
      api.mutate(connectContainerMutation, { input: { containerId, ...attachment } }),
    draw(containerId, networkId) {
      const container = find(containerId);
      const network = lab().networks.find(({ id }) => id === networkId);
      const optimistic =
        container &&
        network &&
        connectedContainer(lab(), container, network, {
          ipv4Address: addresses.next(network, 4),
          ipv6Address: addresses.next(network, 6),
        });
      return api.mutate(
        connectContainerMutation,
        { input: { containerId, networkId } },
        optimistic && { optimistic },
      );
    },
    disconnect(containerId, networkId) {
      const container = find(containerId);
      const input = { containerId, networkId };
      const options = container && { optimistic: disconnectedContainer(lab(), container, networkId) };
      return api.mutate(disconnectContainerMutation, { input }, options);
    },
    setLink: (containerId, networkId, change) =>
      api.mutate(setLinkQualityMutation, { input: { containerId, networkId, ...change } }),
    setLinks: (links, change) =>
      api.mutate(setLinkQualitiesMutation, { input: { labId: lab().id, links: [...links], ...change } }),
  };
}
