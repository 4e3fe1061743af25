import { firstUsable } from '@pineapple/core';
import { requestAddress, requestPool } from './plugin-requests.ts';
import type { PluginHandlers } from './plugin-server.ts';

const gatewayRequest = 'com.docker.network.gateway';

/**
 * Docker's address management, as an echo: addresses are chosen in the desired lab, and one kept here would
 * forbid two labs the same subnet.
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
      if (Pool === '')
        throw new Error('a network of this driver needs a subnet; the host agent gives it one');
      return { PoolID: Pool, Pool, Data: {} };
    },
    'IpamDriver.ReleasePool': () => ({}),
    'IpamDriver.RequestAddress': (body) => {
      const { PoolID, Address, Options } = requestAddress.parse(body);
      const length = PoolID.split('/')[1] ?? '';
      if (Address !== '') return { Address: `${Address}/${length}`, Data: {} };
      // Docker wants to write down a gateway for every network, closed ones included; it is never used there.
      if (Options?.['RequestAddressType'] === gatewayRequest)
        return { Address: `${firstUsable(PoolID)}/${length}`, Data: {} };
      throw new Error('an attachment of this driver needs an address; the host agent gives it one');
    },
    'IpamDriver.ReleaseAddress': () => ({}),
  };
}
