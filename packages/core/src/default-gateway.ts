import { gatewayAddress } from './addressing/usable-addresses.ts';
import type { Lab } from './lab.ts';
import type { LabContainer } from './lab-nodes.ts';

type Nodes = Pick<Lab, 'networks' | 'containers'>;

/** What a host gets for a container that must have no default route, not even that of a network with egress. */
export const noGateway = '0.0.0.0';

/** What was chosen for a container's default route. Containers from before there was a choice have an address or none. */
export function gatewayChoice({ gateway, config }: Pick<LabContainer, 'gateway' | 'config'>): string {
  return gateway ?? config?.defaultGateway ?? 'none';
}

/** Whether a container forwards packets of others: it runs the router image, or its sysctls say so. */
export function isRouter({ image, config }: Pick<LabContainer, 'image' | 'config'>): boolean {
  return (
    image === 'router' ||
    (config?.sysctls ?? []).some(({ name, value }) => name === 'net.ipv4.ip_forward' && value === '1')
  );
}

/** The routers that a container reaches on its networks, in the order of its interfaces. */
export function reachableRouters(
  lab: {
    readonly containers: readonly Pick<LabContainer, 'id' | 'name' | 'image' | 'config' | 'interfaces'>[];
  },
  container: Pick<LabContainer, 'id' | 'interfaces'>,
): readonly { readonly name: string; readonly ipv4Address: string }[] {
  const routers = lab.containers.filter((each) => each.id !== container.id && isRouter(each));
  return container.interfaces
    .filter(({ ipv4Address }) => ipv4Address !== null)
    .flatMap(({ networkId }) =>
      routers.flatMap(({ name, interfaces }) => {
        const link = interfaces.find((each) => each.networkId === networkId);
        return link?.ipv4Address ? [{ name, ipv4Address: link.ipv4Address }] : [];
      }),
    );
}

/** The gateway of the first network with egress that a container has an address on. */
function egressGateway(lab: Nodes, container: Pick<LabContainer, 'interfaces'>): string | null {
  for (const { networkId, ipv4Address } of container.interfaces) {
    const network = lab.networks.find(({ id }) => id === networkId);
    const gateway = network && ipv4Address !== null ? gatewayAddress(network) : null;
    if (gateway) return gateway;
  }
  return null;
}

/**
 * The router of a container's default route; null if it has none. Without a choice of its own, a container takes the
 * gateway of a network with egress, else the first router on its networks. Routers take none by themselves.
 */
export function defaultGatewayOf(lab: Nodes, container: LabContainer): string | null {
  const choice = gatewayChoice(container);
  if (choice !== 'automatic' && choice !== 'none') return choice;
  if (choice === 'none') return container.gateway === null ? egressGateway(lab, container) : null;
  const egress = egressGateway(lab, container);
  if (egress !== null || isRouter(container)) return egress;
  return reachableRouters(lab, container)[0]?.ipv4Address ?? null;
}

/** What a host gets: null for the gateway of a network with egress, or for no default route where there is none. */
export function manifestGateway(lab: Nodes, container: LabContainer): string | null {
  if (container.gateway === 'none') return noGateway;
  const gateway = defaultGatewayOf(lab, container);
  return gateway === egressGateway(lab, container) ? null : gateway;
}
