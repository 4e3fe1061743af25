import { type ManifestNetwork, firstUsable } from '@pineapple/core';
import { driverOptionKeys, labels, networkName } from '../../docker/docker-names.ts';
import type { NetworkRequest } from '../../docker/docker-requests.ts';

/** The drivers of this host's networks: the agent's own, or Docker's where the agent can't configure the kernel. */
export interface NetworkDrivers {
  readonly network: string;
  readonly ipam: string;
}

/** The Engine API request that creates a network. */
export function networkRequest(
  labId: string,
  network: ManifestNetwork,
  drivers: NetworkDrivers,
  hostId: string,
): NetworkRequest {
  const { ipv4Subnet } = network;
  const own = drivers.network !== 'bridge';
  return {
    Name: networkName(network.id),
    CheckDuplicate: true,
    Driver: drivers.network,
    // The agent's driver isolates networks itself. Docker's bridge driver needs this flag.
    Internal: !own && !network.internet,
    Attachable: false,
    IPAM: {
      Driver: drivers.ipam,
      Config: [
        {
          Subnet: ipv4Subnet ?? '',
          ...(network.internet && ipv4Subnet ? { Gateway: firstUsable(ipv4Subnet) } : {}),
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
