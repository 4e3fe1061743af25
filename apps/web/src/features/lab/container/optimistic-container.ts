import type { Container, Lab, Network } from '../model/lab.ts';
import { unchangedHistory } from '../model/optimistic-lab.ts';

type ItsLab = Pick<Lab, 'id' | 'history'>;

/** What connecting will most likely answer: shown at once, and taken back if the API says otherwise. */
export function connectedContainer(
  lab: ItsLab,
  container: Container,
  { id, name }: Pick<Network, 'id' | 'name'>,
  ipv4Address: string | null,
): Record<string, unknown> {
  const added = {
    __typename: 'Interface',
    name: `eth${container.interfaces.length}`,
    ipv4Address,
    macAddress: null,
    network: { __typename: 'Network', id, name },
  };
  const interfaces = [...container.interfaces, added];
  return {
    connectContainer: {
      __typename: 'ConnectContainerPayload',
      container: { ...container, __typename: 'Container', interfaces, lab: unchangedHistory(lab) },
    },
  };
}

/** The same for taking a container off a network. */
export function disconnectedContainer(
  lab: ItsLab,
  container: Container,
  networkId: string,
): Record<string, unknown> {
  const interfaces = container.interfaces.filter(({ network }) => network.id !== networkId);
  return {
    disconnectContainer: {
      __typename: 'DisconnectContainerPayload',
      container: { ...container, __typename: 'Container', interfaces, lab: unchangedHistory(lab) },
    },
  };
}
