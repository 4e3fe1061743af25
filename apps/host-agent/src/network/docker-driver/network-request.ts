import { type ManifestNetwork, firstUsable } from '@pineapple/core';
import type { NetworkRequest } from '../../docker/docker-requests.ts';
import { driverOptionKeys } from './plugin-requests.ts';
import { labels, networkName } from '../../docker/docker-names.ts';

/** Which drivers this host makes networks with: its own, or Docker's where it may not touch the kernel. */
export interface NetworkDrivers {
  readonly network: string;
  readonly ipam: string;
}

/** A network as Docker is asked for it. */
export function networkRequest(
  labId: string,
  network: ManifestNetwork,
  drivers: NetworkDrivers,
  hostId: string,
): NetworkRequest {
  const own = drivers.network !== 'bridge';
  return {
    Name: networkName(network.id),
    CheckDuplicate: true,
    Driver: drivers.network,
    // Our driver closes a network itself; Docker's bridge does it by this.
    Internal: !own && !network.internet,
    Attachable: false,
    IPAM: {
      Driver: drivers.ipam,
      Config: [
        {
          Subnet: network.ipv4Subnet,
          ...(network.internet ? { Gateway: firstUsable(network.ipv4Subnet) } : {}),
        },
      ],
    },
    Options: own
      ? {
          [driverOptionKeys.labId]: labId,
          [driverOptionKeys.networkId]: network.id,
          [driverOptionKeys.internet]: String(network.internet),
        }
      : {},
    Labels: {
      [labels.host]: hostId,
      [labels.lab]: labId,
      [labels.network]: network.id,
      [labels.name]: network.name,
      [labels.internet]: String(network.internet),
    },
  };
}
