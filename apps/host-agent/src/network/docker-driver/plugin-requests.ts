import { z } from 'zod';

// The requests of Docker's remote network and IPAM driver protocols (moby/libnetwork: docs/remote.md, docs/ipam.md).
const endpointId = z.string().regex(/^[0-9a-f]{12,64}$/);
const options = z.record(z.string(), z.unknown()).nullish();

export const createNetwork = z.object({
  NetworkID: z.string(),
  Options: options,
  IPv4Data: z.array(z.object({ Pool: z.string() })).nullish(),
  IPv6Data: z.array(z.object({ Pool: z.string() })).nullish(),
});
export const deleteNetwork = z.object({ NetworkID: z.string() });
export const createEndpoint = z.object({
  NetworkID: z.string(),
  EndpointID: endpointId,
  Options: options,
  Interface: z.object({ Address: z.string().default(''), MacAddress: z.string().default('') }).nullish(),
});
export const endpoint = z.object({ NetworkID: z.string(), EndpointID: endpointId });
export const requestPool = z.object({
  Pool: z.string().default(''),
  V6: z.boolean().default(false),
});
export const requestAddress = z.object({
  PoolID: z.string(),
  Address: z.string().default(''),
  Options: z.record(z.string(), z.string()).nullish(),
});

const createNetworkOptions = z.object({
  'pineapple.lab': z.string(),
  'pineapple.network': z.string(),
  'pineapple.internet': z.enum(['true', 'false']),
});

/** The driver options of a network that this agent creates; null for a network that something else creates. */
export function readNetworkOptions(given: z.infer<typeof createNetwork>['Options']) {
  const parsed = createNetworkOptions.safeParse(given?.['com.docker.network.generic']);
  return parsed.success ? parsed.data : null;
}
