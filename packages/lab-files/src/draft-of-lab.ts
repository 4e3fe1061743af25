import {
  gatewayChoice,
  type Lab,
  type LabContainer,
  type LabInterface,
  type LabNetwork,
  macAddressFor,
  spareMacAddress,
} from '@pineapple/core';
import type { DraftInterface, DraftNode, LabDraft } from './lab-draft.ts';

/** A lab by names instead of ids. MAC addresses that are derived from ids are left out. */
export function draftOfLab(lab: Lab): LabDraft {
  const { name, instructions, spread } = lab;
  const networks = new Map(lab.networks.map((network) => [network.id, network]));
  return {
    ...{ name, instructions, spread },
    networks: lab.networks.map(({ id: _id, createdAt: _createdAt, ...network }) => ({
      ...network,
      line: null,
    })),
    nodes: lab.containers.map((container) => draftOfContainer(container, networks)),
  };
}

function draftOfContainer(container: LabContainer, networks: ReadonlyMap<string, LabNetwork>): DraftNode {
  const { name, image, position, config } = container;
  return {
    ...{ name, image, position, line: null },
    interfaces: container.interfaces.flatMap((link) => {
      const network = networks.get(link.networkId);
      return network === undefined ? [] : [draftOfInterface(link, network, container.id)];
    }),
    files: config?.files ?? [],
    sysctls: config?.sysctls ?? [],
    env: config?.env ?? [],
    command: config?.command ?? null,
    user: config?.user ?? null,
    workingDir: config?.workingDir ?? null,
    exec: config?.exec ?? [],
    gateway: gatewayChoice(container),
  };
}

function draftOfInterface(link: LabInterface, network: LabNetwork, containerId: string): DraftInterface {
  const { name, ipv4Address, ipv6Address, macAddress } = link;
  const derived =
    macAddress ===
    (ipv4Address === null
      ? spareMacAddress(network.id, containerId, 0)
      : macAddressFor(network.id, ipv4Address));
  const complete =
    (network.ipv4Subnet === null || ipv4Address !== null) &&
    (network.ipv6Subnet === null || ipv6Address !== null);
  return {
    network: network.name,
    ...{ name, ipv4Address, ipv6Address },
    macAddress: derived ? null : macAddress,
    addressed: complete,
    ...(link.quality && { quality: link.quality }),
  };
}
