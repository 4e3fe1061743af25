import { type HostManifest, perfectLink } from '@pineapple/core';
import { wireName } from '../link-names.ts';
import type { NetworkWires } from './traffic-commands.ts';

/**
 * The wires of a lab's network on this host. It is a cable when exactly two interfaces of the lab are on it, both on this
 * host, and it has no gateway: then nothing else can take part.
 */
export function wiresOfNetwork(lab: HostManifest, networkId: string): NetworkWires {
  const network = lab.networks.find(({ id }) => id === networkId);
  const ends = lab.containers.flatMap(({ id, interfaces }) => {
    const link = interfaces.find((each) => each.networkId === networkId);
    return link ? [{ name: wireName(id, networkId), quality: link.quality ?? perfectLink }] : [];
  });
  const isHere = network?.overlay === null || network?.overlay.onlyHere === true;
  const isClosed = isHere && network?.internet === false;
  return { isCable: isClosed && ends.length === 2, mtu: network?.mtu ?? 0, ends };
}
