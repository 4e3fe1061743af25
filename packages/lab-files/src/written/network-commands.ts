import {
  defaultGatewayOf,
  gatewayAddress,
  joinWords,
  type Lab,
  type LabContainer,
  type LabNetwork,
} from '@pineapple/core';
import type { Notes, Place } from '../notes.ts';

/** Commands that give a container its addresses and its routes where a format has plain links only. */
export function networkCommands(lab: Lab, container: LabContainer): readonly string[] {
  const networks = new Map(lab.networks.map((network) => [network.id, network]));
  const addresses = container.interfaces.flatMap(({ networkId, name, ipv4Address, ipv6Address }) => {
    const network = networks.get(networkId);
    return [
      withPrefix(ipv4Address, network?.ipv4Subnet ?? null),
      withPrefix(ipv6Address, network?.ipv6Subnet ?? null),
    ].flatMap((address) =>
      address === null ? [] : [joinWords(['ip', 'address', 'add', address, 'dev', name])],
    );
  });
  const gateway = defaultGatewayOf(lab, container);
  // The gateway of a network with egress is no container.
  const isEgress = lab.networks.some((network) => gatewayAddress(network) === gateway);
  const routes = (container.config?.routes ?? []).map((route) =>
    joinWords(['ip', 'route', 'replace', route.destination, 'via', route.gateway]),
  );
  const byDefault = gateway === null || isEgress ? [] : [`ip route replace default via ${gateway}`];
  return [...addresses, ...byDefault, ...routes];
}

function withPrefix(address: string | null, subnet: string | null): string | null {
  return address === null || subnet === null ? null : `${address}/${subnet.slice(subnet.indexOf('/') + 1)}`;
}

/** Says what a network loses as a plain link. */
export function noteNetwork(network: LabNetwork, place: Place, notes: Notes): void {
  const { name, ipv4Subnet, ipv6Subnet, internet } = network;
  const subnets = [ipv4Subnet, ipv6Subnet].filter((subnet) => subnet !== null);
  if (subnets.length > 0) {
    const message = `Network '${name}' becomes plain, without ${subnets.join(' and ')}. Commands set the addresses of its containers.`;
    notes.warn(place, message);
  }
  if (internet) notes.warn(place, `The egress of network '${name}' is left out. The format has none.`);
}

/** Says what a lab loses besides its networks and containers. */
export function noteLab(lab: Lab, place: Place, notes: Notes): void {
  if (lab.spread) notes.warn(place, 'That the lab is spread over several hosts is left out.');
  if (lab.annotations.length > 0)
    notes.info(place, 'The notes and frames on the canvas are left out. The format has none.');
  noteQualities(lab, place, notes);
  noteStopped(lab, place, notes);
}

function noteQualities({ containers }: Lab, place: Place, notes: Notes): void {
  for (const { name, interfaces } of containers) {
    const changed = interfaces.filter(({ quality }) => quality !== undefined).map((link) => link.name);
    if (changed.length === 0) continue;
    notes.warn(
      place,
      `The link quality of '${name}' (${changed.join(', ')}) is left out. The format has none.`,
    );
  }
}

/** Says which containers will be switched on, since files of a lab start every container. */
export function noteStopped(lab: Lab, place: Place, notes: Notes): void {
  for (const { name } of lab.containers.filter(({ power }) => power === 'off')) {
    notes.warn(place, `Container '${name}' is stopped. A lab of files starts all its containers.`);
  }
}
