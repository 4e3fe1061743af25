import { useApi } from '../../../../client/api-client.ts';
import type { Outcome } from '../../../../client/outcome.ts';
import type { AttachmentInput, CreateContainerInput } from '../../../../generated/graphql.ts';
import { labQuery } from '../../model/documents.ts';
import type { Container, Lab } from '../../model/lab.ts';
import { applyLabChange } from '../../model/lab-changes.ts';
import { nextAddress } from '../core-network.ts';
import {
  connectContainerMutation,
  createContainerMutation,
  deleteContainerMutation,
  disconnectContainerMutation,
  renameContainerMutation,
  restartContainerMutation,
  startContainerMutation,
  stopContainerMutation,
} from '../documents.ts';
import type { PowerAction } from '../power-actions.ts';
import { connectedContainer, disconnectedContainer } from '../optimistic-container.ts';

/** Not methods: as the types of props, Vue would take them for what they return. */
export interface ContainerActions {
  readonly create: (input: Omit<CreateContainerInput, 'labId'>) => Promise<Outcome<{ container: Container }>>;
  readonly turn: (how: PowerAction, containerId: string) => Promise<Outcome<unknown>>;
  readonly rename: (containerId: string, name: string) => Promise<Outcome<unknown>>;
  readonly remove: (containerId: string) => Promise<Outcome<unknown>>;
  /** For a form, which stays until it is answered: it is where one reads what was wrong. */
  readonly connect: (containerId: string, attachment: AttachmentInput) => Promise<Outcome<unknown>>;
  /** For a gesture: shown at once, and taken back when it is refused. */
  readonly draw: (containerId: string, networkId: string) => Promise<Outcome<unknown>>;
  readonly disconnect: (containerId: string, networkId: string) => Promise<Outcome<unknown>>;
}

const switches = {
  start: startContainerMutation,
  stop: stopContainerMutation,
  restart: restartContainerMutation,
} as const;

/** Everything one can do with the containers of a lab. What comes of it arrives with the lab's changes. */
export function useContainerActions(lab: () => Lab): ContainerActions {
  const api = useApi();
  const find = (containerId: string): Container | undefined =>
    lab().containers.find(({ id }) => id === containerId);
  return {
    async create(input) {
      const { id } = lab();
      const outcome = await api.change(createContainerMutation, { input: { labId: id, ...input } });
      if (outcome.ok) {
        const { container } = outcome.payload;
        // The answer may come before the event; whichever is second changes nothing.
        api.revise(labQuery, { id }, ({ lab }) => ({
          lab: lab && applyLabChange(lab, { __typename: 'ContainerChanged', container }),
        }));
      }
      return outcome;
    },
    turn(how, containerId) {
      const input = { containerId };
      if (how === 'start') return api.change(switches.start, { input });
      return how === 'stop' ? api.change(switches.stop, { input }) : api.change(switches.restart, { input });
    },
    rename: (containerId, name) => api.change(renameContainerMutation, { input: { containerId, name } }),
    remove: (containerId) => api.change(deleteContainerMutation, { input: { containerId } }),
    connect: (containerId, attachment) =>
      api.change(connectContainerMutation, { input: { containerId, ...attachment } }),
    draw(containerId, networkId) {
      const container = find(containerId);
      const network = lab().networks.find(({ id }) => id === networkId);
      const optimistic =
        container && network && connectedContainer(lab(), container, network, nextAddress(network, lab()));
      return api.change(
        connectContainerMutation,
        { input: { containerId, networkId } },
        optimistic && { optimistic },
      );
    },
    disconnect(containerId, networkId) {
      const container = find(containerId);
      const input = { containerId, networkId };
      const options = container && { optimistic: disconnectedContainer(lab(), container, networkId) };
      return api.change(disconnectContainerMutation, { input }, options);
    },
  };
}
