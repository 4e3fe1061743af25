import { nextInterfaceName, noImpairment } from '@pineapple/core';
import type { Container, Lab, Network } from '../model/lab.ts';
import { unchangedHistory } from '../model/optimistic-lab.ts';

type EditedLab = Pick<Lab, 'id' | 'history'>;

/** The expected answer to connecting. Apollo shows it at once and reverts it if the API refuses. */
export function connectedContainer(
  lab: EditedLab,
  container: Container,
  { id, name }: Pick<Network, 'id' | 'name'>,
  addresses: Pick<Container['interfaces'][number], 'ipv4Address' | 'ipv6Address'>,
): Record<string, unknown> {
  const added = {
    __typename: 'Interface',
    name: nextInterfaceName(container.interfaces.map((one) => one.name)),
    ...addresses,
    macAddress: null,
    linkUp: true,
    quality: {
      __typename: 'LinkQuality',
      outage: null,
      toContainer: { __typename: 'Impairment', ...noImpairment },
      fromContainer: { __typename: 'Impairment', ...noImpairment },
    },
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

/** The expected answer to disconnecting. */
export function disconnectedContainer(
  lab: EditedLab,
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
