import { nextFreeAddress } from '../addressing/address-choice.ts';
import { parseSubnet, subnetsOverlap } from '../addressing/subnet.ts';
import { nextFreeIpv6Subnet, nextFreeSubnet } from '../addressing/subnet-choice.ts';
import { subnetOfFamily } from '../addressing/usable-addresses.ts';
import type { Lab } from '../lab.ts';
import type { LabContainer, LabInterface, LabNetwork, Position } from '../lab-nodes.ts';
import { freeLabel } from '../names/names.ts';
import { quoted } from '../names/quoted.ts';
import { ok, type Result } from '../result.ts';
import { reachesRouter } from '../static-routes.ts';
import { addContainer, type Attachment } from './containers/add-container.ts';
import { addNetwork } from './add-network.ts';
import { addAnnotation } from './annotate.ts';
import type { EditContext } from '../edit-context.ts';
import { conflict, invalid, notFound, type EditError, type Issue } from '../edit-error.ts';
import { findLab, replaceContainer } from '../nodes-in-lab.ts';
import { checkPosition } from './position-rules.ts';

const mostCopies = 200;

interface CopyNodesInput {
  /** The lab of the originals: the same lab or another. */
  readonly source: Lab;
  /** Ids of networks, containers and annotations of that lab. */
  readonly nodeIds: readonly string[];
  /** How far from the originals the copies are placed. */
  readonly offset: Position;
}

interface Copied {
  readonly lab: Lab;
  /** The ids of the copies, by those of the originals. */
  readonly copies: ReadonlyMap<string, string>;
}

/**
 * Copies networks, containers and annotations with their settings, as one edit. Names, subnets and addresses stay where they are free,
 * and are the next free ones otherwise. Containers that are copied together with a network are on its copy; in the same
 * lab, others are on the network of their original. Copies start, with the files of their configuration only.
 */
export function copyNodes(
  lab: Lab,
  { source, nodeIds, offset }: CopyNodesInput,
  context: EditContext,
): Result<Copied, EditError> {
  const found = findLab(lab);
  if (!found.ok) return found;
  const issues = checkInput(nodeIds, offset);
  if (issues.length > 0) return invalid(issues);
  const known = new Set(
    [...source.networks, ...source.containers, ...source.annotations].map(({ id }) => id),
  );
  const missing = nodeIds.find((id) => !known.has(id));
  if (missing !== undefined)
    return notFound(missing, `There is no network, container or annotation ${quoted(missing)} to copy.`);
  const chosen = new Set(nodeIds);
  let present = lab;
  const copies = new Map<string, string>();
  for (const network of source.networks.filter(({ id }) => chosen.has(id))) {
    const added = copyNetwork(present, network, offset, context);
    if (!added.ok) return added;
    present = added.value.lab;
    copies.set(network.id, added.value.network.id);
  }
  for (const container of source.containers.filter(({ id }) => chosen.has(id))) {
    const added = copyContainer(present, { source, container, copies, offset }, context);
    if (!added.ok) return added;
    present = added.value.lab;
    copies.set(container.id, added.value.container.id);
  }
  for (const { id, createdAt: _, position, ...rest } of source.annotations.filter(({ id }) =>
    chosen.has(id),
  )) {
    const added = addAnnotation(present, { ...rest, position: shifted(position, offset) }, context);
    if (!added.ok) return added;
    present = added.value.lab;
    copies.set(id, added.value.annotation.id);
  }
  const routed = withGateways(present, source, copies);
  return ok({ lab: withDependencies(routed, source, copies), copies });
}

function checkInput(nodeIds: readonly string[], offset: Position): Issue[] {
  if (nodeIds.length === 0 || nodeIds.length > mostCopies) {
    return [{ path: ['nodeIds'], message: `${nodeIds.length} nodes were given. Give 1 to ${mostCopies}.` }];
  }
  return checkPosition(offset, ['offset']);
}

function moved(position: Position | null, offset: Position): Position | null {
  return position && shifted(position, offset);
}

function shifted(position: Position, { x, y }: Position): Position {
  return { x: position.x + x, y: position.y + y };
}

function copyNetwork(lab: Lab, network: LabNetwork, offset: Position, context: EditContext) {
  const taken = (family: 4 | 6): string[] => lab.networks.flatMap((one) => subnetOfFamily(one, family) ?? []);
  const subnet = (family: 4 | 6): string | null => {
    const wanted = subnetOfFamily(network, family);
    if (wanted === null) return null;
    const parsed = parseSubnet(wanted);
    if (!taken(family).some((other) => subnetsOverlap(parseSubnet(other), parsed))) return wanted;
    return family === 4 ? nextFreeSubnet(taken(4)) : nextFreeIpv6Subnet(taken(6));
  };
  const ipv4Subnet = subnet(4);
  const ipv6Subnet = subnet(6);
  for (const [wanted, given] of [
    [network.ipv4Subnet, ipv4Subnet],
    [network.ipv6Subnet, ipv6Subnet],
  ]) {
    if (wanted !== null && given === null)
      return conflict(
        `No subnet is free in the lab for a copy of '${network.name}'. Delete a network first.`,
      );
  }
  return addNetwork(
    lab,
    {
      name: freeLabel(
        network.name,
        lab.networks.map(({ name }) => name),
      ),
      ipv4Subnet,
      ipv6Subnet,
      plain: ipv4Subnet === null && ipv6Subnet === null,
      mtu: network.mtu,
      internet: network.internet,
      position: moved(network.position, offset),
    },
    context,
  );
}

interface ContainerCopy {
  readonly source: Lab;
  readonly container: LabContainer;
  readonly copies: ReadonlyMap<string, string>;
  readonly offset: Position;
}

function copyContainer(
  lab: Lab,
  { source, container, copies, offset }: ContainerCopy,
  context: EditContext,
): Result<{ readonly lab: Lab; readonly container: LabContainer }, EditError> {
  const networks = container.interfaces.flatMap((link): Attachment[] => {
    const networkId = copies.get(link.networkId) ?? (source.id === lab.id ? link.networkId : null);
    const network = lab.networks.find(({ id }) => id === networkId);
    const original = source.networks.find(({ id }) => id === link.networkId);
    return network && original ? [attachment(lab, network, original, link)] : [];
  });
  const { image, config, position } = container;
  const name = freeLabel(
    container.name,
    lab.containers.map((one) => one.name),
  );
  // Its routers and what it waits for may be copied after it.
  const ownConfig = config && { ...config, defaultGateway: null, routes: [], waitFor: [] };
  return addContainer(
    lab,
    { name, image, networks, config: ownConfig, position: moved(position, offset) },
    context,
  );
}

/** The interface on the network as like the original as the network allows. */
function attachment(lab: Lab, network: LabNetwork, original: LabNetwork, link: LabInterface): Attachment {
  const address = (family: 4 | 6): string | null => {
    const wanted = family === 4 ? link.ipv4Address : link.ipv6Address;
    if (wanted === null) return null;
    const isCopy = network.id !== original.id;
    const isSame = subnetOfFamily(network, family) === subnetOfFamily(original, family);
    return isCopy && isSame ? wanted : nextFreeAddress(network, lab, family);
  };
  const [ipv4Address, ipv6Address] = [address(4), address(6)];
  // If the network is full, this asks for an address, so that the refusal says so.
  const isFull =
    (link.ipv4Address !== null && ipv4Address === null) ||
    (link.ipv6Address !== null && ipv6Address === null);
  return {
    ...{ networkId: network.id, ipv4Address, ipv6Address, interfaceName: link.name, addressed: isFull },
    ...(link.quality && { quality: link.quality }),
  };
}

/** Has the copies wait for the copies of others. In the same lab, they wait for originals that were not copied too. */
function withDependencies(lab: Lab, source: Lab, copies: ReadonlyMap<string, string>): Lab {
  let present = lab;
  for (const original of source.containers) {
    const copy = lab.containers.find(({ id }) => id === copies.get(original.id));
    if (!copy?.config) continue;
    const waitFor = (original.config?.waitFor ?? []).flatMap(({ containerId, until }) => {
      const awaited = copies.get(containerId) ?? containerId;
      return lab.containers.some(({ id }) => id === awaited) ? [{ containerId: awaited, until }] : [];
    });
    if (waitFor.length > 0)
      present = replaceContainer(present, { ...copy, config: { ...copy.config, waitFor } });
  }
  return present;
}

/** Sends the copies' default routes to the copies of their routers, and drops those that no interface reaches. */
function withGateways(lab: Lab, source: Lab, copies: ReadonlyMap<string, string>): Lab {
  let present = lab;
  for (const original of source.containers) {
    // A container from before there was a choice takes the gateway of a network with egress, as an automatic one does.
    const gateway =
      original.gateway === null ? (original.config?.defaultGateway ?? 'automatic') : original.gateway;
    const copy = lab.containers.find(({ id }) => id === copies.get(original.id));
    if (!copy) continue;
    const routerOf = (address: string): string | null => routerInCopy(address, copy, { lab, source, copies });
    const routes = (original.config?.routes ?? []).flatMap((route) => {
      const via = routerOf(route.gateway);
      return via === null ? [] : [{ ...route, gateway: via }];
    });
    const config = copy.config && { ...copy.config, routes };
    if (gateway === 'automatic' || gateway === 'none') {
      present = replaceContainer(present, { ...copy, gateway, config });
      continue;
    }
    const wanted = routerOf(gateway);
    present = replaceContainer(
      present,
      wanted === null
        ? { ...copy, config }
        : { ...copy, gateway: wanted, config: config && { ...config, defaultGateway: wanted } },
    );
  }
  return present;
}

/** The address of a router for a copy: that of the router's copy, if it was copied too. Null if the copy does not reach it. */
function routerInCopy(
  address: string,
  copy: LabContainer,
  { lab, source, copies }: { lab: Lab; source: Lab; copies: ReadonlyMap<string, string> },
): string | null {
  const field = address.includes(':') ? 'ipv6Address' : 'ipv4Address';
  const router = source.containers.find(({ interfaces }) =>
    interfaces.some((link) => link[field] === address),
  );
  const link = router?.interfaces.find((each) => each[field] === address);
  const networkCopy = link && copies.get(link.networkId);
  const routerCopy = router && lab.containers.find(({ id }) => id === copies.get(router.id));
  const moved = routerCopy?.interfaces.find(({ networkId }) => networkId === networkCopy)?.[field];
  const wanted = moved ?? address;
  const isReached = copy.interfaces.some((each) => {
    const network = lab.networks.find(({ id }) => id === each.networkId);
    return network !== undefined && reachesRouter(each, network, wanted);
  });
  return copy.interfaces.length > 0 && !isReached ? null : wanted;
}
