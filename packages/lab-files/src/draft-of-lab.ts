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
import { withNames } from './own/comment-places.ts';

/** The bytes of stored contents by their SHA-256. */
export type StoredContents = ReadonlyMap<string, Uint8Array>;

/** A lab by names instead of ids. MAC addresses that are derived from ids are left out. */
export function draftOfLab(lab: Lab, contents: StoredContents = new Map()): LabDraft {
  const { name, instructions, spread } = lab;
  const networks = new Map(lab.networks.map((network) => [network.id, network]));
  const names = new Map(lab.containers.map((container) => [container.id, container.name]));
  const comments = withNames(lab.comments ?? [], lab);
  return {
    ...{ name, instructions, spread },
    ...(comments.length > 0 && { comments }),
    networks: lab.networks.map(({ id: _id, createdAt: _createdAt, ...network }) => ({
      ...network,
      line: null,
    })),
    annotations: lab.annotations.map(({ id: _id, createdAt: _createdAt, ...annotation }) => ({
      ...annotation,
      line: null,
    })),
    nodes: lab.containers.map((container) => draftOfContainer(container, networks, names, contents)),
  };
}

function draftOfContainer(
  container: LabContainer,
  networks: ReadonlyMap<string, LabNetwork>,
  names: ReadonlyMap<string, string>,
  contents: StoredContents,
): DraftNode {
  const { name, image, position, config } = container;
  return {
    ...{ name, image, position, line: null },
    interfaces: container.interfaces.flatMap((link) => {
      const network = networks.get(link.networkId);
      return network === undefined ? [] : [draftOfInterface(link, network, container.id)];
    }),
    files: (config?.files ?? []).map((file) => {
      const bytes = file.stored && contents.get(file.stored.sha256);
      return bytes ? { ...file, bytes } : file;
    }),
    sysctls: config?.sysctls ?? [],
    env: config?.env ?? [],
    entrypoint: config?.entrypoint ?? null,
    command: config?.command ?? null,
    user: config?.user ?? null,
    workingDir: config?.workingDir ?? null,
    exec: config?.exec ?? [],
    waitFor: (config?.waitFor ?? []).flatMap(({ containerId, until }) => {
      const awaited = names.get(containerId);
      return awaited === undefined ? [] : [{ container: awaited, until }];
    }),
    onStop: config?.onStop ?? [],
    cpus: config?.cpus ?? null,
    memoryMb: config?.memoryMb ?? null,
    ports: config?.ports ?? [],
    gateway: gatewayChoice(container),
    routes: config?.routes ?? [],
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
