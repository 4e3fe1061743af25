import { nextInterfaceName } from '@pineapple/core';
import type { DraftInterface, DraftNetwork, DraftNode, LabDraft } from '../lab-draft.ts';
import type { LabFileFormat } from '../read-lab-files.ts';

/**
 * A draft with what its files leave open as it is in the lab: positions, and names and addresses of interfaces. Formats other
 * than ours leave the routes, the quality of links, the names of ports and the notes on the canvas open too.
 *
 * @param replaced the networks whose subnets change
 */
export function keepOpen(
  present: LabDraft,
  desired: LabDraft,
  { format, replaced }: { readonly format: LabFileFormat; readonly replaced: ReadonlySet<string> },
): LabDraft {
  const networks = new Map(present.networks.map((network) => [network.name, network]));
  const nodes = new Map(present.nodes.map((node) => [node.name, node]));
  const subnets = new Map(desired.networks.map((network) => [network.name, network]));
  return {
    ...desired,
    networks: desired.networks.map((network) => ({
      ...network,
      position: network.position ?? networks.get(network.name)?.position ?? null,
    })),
    annotations: format === 'PINEAPPLE' ? desired.annotations : present.annotations,
    nodes: desired.nodes.map((node): DraftNode => {
      const known = nodes.get(node.name);
      return {
        ...node,
        position: node.position ?? known?.position ?? null,
        gateway: format === 'PINEAPPLE' ? node.gateway : (known?.gateway ?? node.gateway),
        routes: format === 'PINEAPPLE' ? node.routes : (known?.routes ?? node.routes),
        // containerlab has no commands at a stop.
        onStop: format === 'CONTAINERLAB' ? (known?.onStop ?? node.onStop) : node.onStop,
        ports: format === 'PINEAPPLE' ? node.ports : withNames(node.ports, known?.ports ?? []),
        interfaces: keepInterfaces(known?.interfaces ?? [], node.interfaces, { subnets, replaced, format }),
      };
    }),
  };
}

/** Other formats have no names of ports. */
function withNames(ports: DraftNode['ports'], known: DraftNode['ports']): DraftNode['ports'] {
  return ports.map(({ port, name }) => {
    return { port, name: name ?? known.find((each) => each.port === port)?.name ?? null };
  });
}

function keepInterfaces(
  present: readonly DraftInterface[],
  desired: readonly DraftInterface[],
  context: {
    readonly subnets: ReadonlyMap<string, DraftNetwork>;
    readonly replaced: ReadonlySet<string>;
    readonly format: LabFileFormat;
  },
): readonly DraftInterface[] {
  const known = new Map(present.map((link) => [link.network, link]));
  const taken = new Set(desired.flatMap(({ name }) => name ?? []));
  // The names that are kept come before those that are chosen.
  const kept = desired.map((link) => {
    const own = known.get(link.network);
    const name = link.name ?? (own?.name != null && !taken.has(own.name) ? own.name : null);
    if (name !== null) taken.add(name);
    const addressable = link.addressed && own !== undefined && !context.replaced.has(link.network);
    const network = context.subnets.get(link.network);
    const quality = context.format === 'PINEAPPLE' ? link.quality : own?.quality;
    return {
      ...link,
      ...(quality && { quality }),
      name,
      macAddress: link.macAddress ?? own?.macAddress ?? null,
      ipv4Address: link.ipv4Address ?? (addressable && network?.ipv4Subnet != null ? own.ipv4Address : null),
      ipv6Address: link.ipv6Address ?? (addressable && network?.ipv6Subnet != null ? own.ipv6Address : null),
    };
  });
  return kept.map((link) => {
    const name = link.name ?? nextInterfaceName(taken);
    taken.add(name);
    return { ...link, name };
  });
}
