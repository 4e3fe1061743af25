import { useApi } from '../../../app/api-client.ts';
import type { Outcome } from '../../../app/outcome.ts';
import type { AttachmentInput, CreateContainerInput } from '../../../generated/graphql.ts';
import { labQuery } from '../../lab/documents.ts';
import { applyLabChange } from '../../lab/lab-changes.ts';
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
import type { Container } from '../timeline.ts';

export type Switch = 'start' | 'stop' | 'restart';

/** Not methods: as the types of props, Vue would take them for what they return. */
export interface ContainerActions {
  readonly create: (input: Omit<CreateContainerInput, 'labId'>) => Promise<Outcome<{ container: Container }>>;
  readonly turn: (how: Switch, containerId: string) => Promise<Outcome<unknown>>;
  readonly rename: (containerId: string, name: string) => Promise<Outcome<unknown>>;
  readonly remove: (containerId: string) => Promise<Outcome<unknown>>;
  readonly connect: (containerId: string, attachment: AttachmentInput) => Promise<Outcome<unknown>>;
  readonly disconnect: (containerId: string, networkId: string) => Promise<Outcome<unknown>>;
}

const switches = {
  start: startContainerMutation,
  stop: stopContainerMutation,
  restart: restartContainerMutation,
} as const;

/** Everything one can do with the containers of a lab. What comes of it arrives with the lab's changes. */
export function useContainerActions(labId: () => string): ContainerActions {
  const api = useApi();
  return {
    async create(input) {
      const id = labId();
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
    disconnect: (containerId, networkId) =>
      api.change(disconnectContainerMutation, { input: { containerId, networkId } }),
  };
}
