import { macAddressFor } from '@pineapple/core';
import { driverOptionKeys } from '../../docker/docker-names.ts';
import type { LabLinks } from '../lab-links.ts';
import { gatewayOf, networkRecord } from '../network-record.ts';
import {
  createEndpoint,
  createNetwork,
  deleteNetwork,
  endpoint,
  readNetworkOptions,
} from './plugin-requests.ts';
import type { PluginHandlers } from './plugin-server.ts';

/** Docker renames a link to this prefix and a number, which counts the networks that the container has joined. */
const namePrefix = 'eth';

/**
 * Docker's network driver, on top of the labs' links.
 * @param dockerHas whether Docker has a network with this id
 */
export function networkDriver(links: LabLinks, dockerHas: (key: string) => Promise<boolean>): PluginHandlers {
  return {
    'NetworkDriver.GetCapabilities': () => ({ Scope: 'local', ConnectivityScope: 'local' }),

    'NetworkDriver.CreateNetwork': async (body) => {
      const { NetworkID, Options, IPv4Data, IPv6Data } = createNetwork.parse(body);
      const given = readNetworkOptions(Options);
      if (!given) throw new Error('networks of this driver are created by the host agent only');
      const record = networkRecord.parse({
        key: NetworkID,
        networkId: given['pineapple.network'],
        labId: given['pineapple.lab'],
        ipv4Subnet: IPv4Data?.[0]?.Pool,
        ipv6Subnet: IPv6Data?.[0]?.Pool ?? null,
        internet: given['pineapple.internet'] === 'true',
      });
      const twin = links.twinOf(record);
      // Docker completes a request even when its caller is gone. Two networks with one name would be ambiguous.
      if (twin && (await dockerHas(twin.key)))
        throw new Error(`Docker has network ${record.networkId} already`);
      if (twin) await links.removeNetwork(twin.key);
      await links.addNetwork(record);
      return {};
    },

    'NetworkDriver.DeleteNetwork': async (body) => {
      await links.removeNetwork(deleteNetwork.parse(body).NetworkID);
      return {};
    },

    'NetworkDriver.CreateEndpoint': (body) => {
      const { NetworkID, Options, Interface } = createEndpoint.parse(body);
      const record = links.record(NetworkID);
      if (!record) throw new Error(`the host agent does not know network ${NetworkID}`);
      // Docker accepts an address only if it did not choose one itself.
      if (!Interface || Interface.MacAddress !== '') return { Interface: {} };
      const wanted = Options?.[driverOptionKeys.mac];
      const address = Interface.Address.split('/')[0] ?? '';
      return {
        Interface: {
          MacAddress: typeof wanted === 'string' ? wanted : macAddressFor(record.networkId, address),
        },
      };
    },

    'NetworkDriver.DeleteEndpoint': async (body) => {
      const { NetworkID, EndpointID } = endpoint.parse(body);
      const record = links.record(NetworkID);
      if (record) await links.detach(record, EndpointID);
      return {};
    },

    'NetworkDriver.EndpointOperInfo': () => ({ Value: {} }),

    'NetworkDriver.Join': async (body) => {
      const { NetworkID, EndpointID } = endpoint.parse(body);
      const record = links.record(NetworkID);
      if (!record) throw new Error(`the host agent does not know network ${NetworkID}`);
      return {
        InterfaceName: { SrcName: await links.attach(record, EndpointID), DstPrefix: namePrefix },
        Gateway: gatewayOf(record) ?? '',
        // Without this, Docker would give the container a second path to the internet, over a bridge of its own.
        DisableGatewayService: true,
      };
    },

    // DeleteEndpoint removes the links. Before it, Docker moves its end out of the container again.
    'NetworkDriver.Leave': () => ({}),
    'NetworkDriver.DiscoverNew': () => ({}),
    'NetworkDriver.DiscoverDelete': () => ({}),
    'NetworkDriver.ProgramExternalConnectivity': () => ({}),
    'NetworkDriver.RevokeExternalConnectivity': () => ({}),
  };
}
