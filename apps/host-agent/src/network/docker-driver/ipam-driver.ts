import { firstUsable } from '@pineapple/core';
import { requestAddress, requestPool } from './plugin-requests.ts';
import type { PluginHandlers } from './plugin-server.ts';

const gatewayRequest = 'com.docker.network.gateway';

/**
 * Docker's IPAM driver. It accepts any subnet and address, because the desired lab chooses them, and two labs may use
 * the same subnet.
 */
export function ipamDriver(): PluginHandlers {
  return {
    'IpamDriver.GetCapabilities': () => ({ RequiresMACAddress: false, RequiresRequestReplay: false }),
    'IpamDriver.GetDefaultAddressSpaces': () => ({
      LocalDefaultAddressSpace: 'pineapple',
      GlobalDefaultAddressSpace: 'pineapple',
    }),
    'IpamDriver.RequestPool': (body) => {
      const { Pool } = requestPool.parse(body);
      if (Pool === '') throw new Error('networks of this driver need a subnet');
      return { PoolID: Pool, Pool, Data: {} };
    },
    'IpamDriver.ReleasePool': () => ({}),
    'IpamDriver.RequestAddress': (body) => {
      const { PoolID, Address, Options } = requestAddress.parse(body);
      const length = PoolID.split('/')[1] ?? '';
      if (Address !== '') return { Address: `${Address}/${length}`, Data: {} };
      // Docker requires a gateway for every network. Closed networks never use it.
      if (Options?.['RequestAddressType'] === gatewayRequest)
        return { Address: `${firstUsable(PoolID)}/${length}`, Data: {} };
      throw new Error('attachments of this driver need an address');
    },
    'IpamDriver.ReleaseAddress': () => ({}),
  };
}
