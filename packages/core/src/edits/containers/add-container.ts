import { bytesOf, configBytes, mostConfigBytes } from '../../settings/config-size.ts';
import type { ContainerConfig } from '../../settings/container-config.ts';
import { newContainerId } from '../../ids.ts';
import type { Lab } from '../../lab.ts';
import { refuseStored } from '../../settings/stored-files.ts';
import type { LabContainer, LabInterface, Position } from '../../lab-nodes.ts';
import { checkLabel } from '../../names/names.ts';
import { quoted } from '../../names/quoted.ts';
import { ok, type Result } from '../../result.ts';
import { canonicalRoutes, checkRoutes } from '../../static-routes.ts';
import { checkContainerConfig } from './container-config-rules.ts';
import { checkDependencies } from './dependency-rules.ts';
import { reachesGateway } from '../../plan/wire.ts';
import type { EditContext } from '../../edit-context.ts';
import { conflict, invalid, overQuota, type EditError, type Issue } from '../../edit-error.ts';
import { findLab, findNetwork, unusedId } from '../../nodes-in-lab.ts';
import { newInterface, type WantedInterface } from '../new-interface.ts';
import { checkPosition, rounded } from '../position-rules.ts';

export interface Attachment extends WantedInterface {
  readonly networkId: string;
}

interface AddContainerInput {
  readonly name: string;
  readonly image: string;
  /** First to last: eth0, eth1 and so on, unless they have other names. */
  readonly networks: readonly Attachment[];
  /** Default: null, not yet on the canvas. */
  readonly position?: Position | null;
  /** Default: null, the unchanged image. */
  readonly config?: ContainerConfig | null;
}

/** Adds a container to a lab, switched on. */
export function addContainer(
  lab: Lab,
  input: AddContainerInput,
  context: EditContext,
): Result<{ readonly lab: Lab; readonly container: LabContainer }, EditError> {
  const found = findLab(lab);
  if (!found.ok) return found;
  const id = unusedId(() => newContainerId(lab.id, context.random), lab.containers);
  const attached = attach(lab, id, input.networks, context);
  const waitFor = input.config?.waitFor ?? [];
  const issues = [
    ...checkInput(input, context),
    ...checkDependencies(lab, { id, name: input.name }, waitFor, ['config', 'waitFor']),
    ...attached.issues,
  ];
  if (issues.length === 0 && attached.notFound === null)
    issues.push(
      ...checkGateway(lab, input.config?.defaultGateway ?? null, attached.interfaces),
      ...checkRoutes(lab, input.config?.routes ?? [], attached.interfaces, ['config', 'routes']),
    );
  if (issues.length > 0) return invalid(issues);
  if (attached.notFound !== null) return attached.notFound;
  const { containersPerLab } = context.limits;
  if (lab.containers.length >= containersPerLab) {
    return overQuota('containers', containersPerLab, lab.containers.length);
  }
  const config = input.config ? { ...input.config, routes: canonicalRoutes(input.config.routes) } : null;
  const bytes = configBytes(lab);
  if (bytes + bytesOf(config) > mostConfigBytes) {
    return overQuota('bytes of configuration in its containers', mostConfigBytes, bytes);
  }
  if (lab.containers.some(({ name }) => name === input.name)) {
    return conflict(`The lab already has a container '${input.name}'. Choose another name.`);
  }
  if (attached.conflict !== null) return attached.conflict;
  const container: LabContainer = {
    id,
    name: input.name,
    image: input.image,
    power: 'on',
    generation: 1,
    requestedAt: context.now,
    interfaces: attached.interfaces,
    position: rounded(input.position ?? null),
    gateway: config?.defaultGateway ?? 'automatic',
    config,
    createdAt: context.now,
  };
  const after = { ...lab, containers: [...lab.containers, container] };
  return refuseStored(lab, after) ?? ok({ lab: after, container });
}

function checkInput(input: AddContainerInput, { images, limits }: EditContext): Issue[] {
  const { name, image, networks, position, config } = input;
  const issues: Issue[] = [];
  const label = checkLabel(name);
  if (!label.ok) issues.push({ path: ['name'], message: label.error });
  if (!images.some((known) => known.name === image)) {
    const known = images.map((each) => `'${each.name}'`).join(', ');
    issues.push({ path: ['image'], message: `There is no image ${quoted(image)}. Choose from ${known}.` });
  }
  if (networks.length > limits.interfacesPerContainer) {
    const message = `${networks.length} networks were given. A container can be on at most ${limits.interfacesPerContainer}.`;
    issues.push({ path: ['networks'], message });
  }
  networks.forEach(({ networkId }, index) => {
    if (networks.findIndex((each) => each.networkId === networkId) === index) return;
    const message = `Network ${quoted(networkId)} was given twice. A container has at most one interface on a network.`;
    issues.push({ path: ['networks', String(index), 'networkId'], message });
  });
  const names = networks.map(({ interfaceName }) => interfaceName ?? null);
  names.forEach((given, index) => {
    if (given === null || names.indexOf(given) === index) return;
    const message = `${quoted(given)} was given twice. Give each interface of a container a name of its own.`;
    issues.push({ path: ['networks', String(index), 'interfaceName'], message });
  });
  if (position) issues.push(...checkPosition(position, ['position']));
  if (config) issues.push(...checkContainerConfig(config, ['config'], limits));
  return issues;
}

/**
 * A default gateway that no interface reaches would silently give no route. A container without interfaces may
 * have one, for the networks that it is connected to later.
 */
export function checkGateway(
  lab: Lab,
  gateway: string | null,
  interfaces: readonly LabInterface[],
  path: readonly string[] = ['config', 'defaultGateway'],
): Issue[] {
  if (gateway === null || interfaces.length === 0) return [];
  const links = interfaces.map((link) => ({
    link,
    network: lab.networks.find(({ id }) => id === link.networkId),
  }));
  if (links.some(({ link, network }) => network && reachesGateway(link, network, gateway))) return [];
  const subnets = links.flatMap(({ link, network }) =>
    link.ipv4Address !== null && network?.ipv4Subnet ? [network.ipv4Subnet] : [],
  );
  const reason = interfaces.some(({ ipv4Address }) => ipv4Address === gateway)
    ? `${gateway} is the container's own address`
    : `${gateway} is in none of the IPv4 subnets of the container (${subnets.join(', ') || 'it has none'})`;
  const advice =
    "Choose the router's address on one of its networks, or also connect it to the router's network.";
  return [{ path, message: `${reason}. ${advice}` }];
}

interface Attached {
  readonly interfaces: LabInterface[];
  readonly issues: Issue[];
  /** The first error of its kind. Validation is reported before not-found, and not-found before a conflict. */
  notFound: Result<never, EditError> | null;
  conflict: Result<never, EditError> | null;
}

function attach(
  lab: Lab,
  containerId: string,
  networks: readonly Attachment[],
  context: EditContext,
): Attached {
  const attached: Attached = { interfaces: [], issues: [], notFound: null, conflict: null };
  const chosen = networks.flatMap(({ interfaceName }) => interfaceName ?? []);
  networks.forEach((wanted, index) => {
    const network = findNetwork(lab, wanted.networkId);
    if (!network.ok) {
      attached.notFound ??= network;
      return;
    }
    // A name that is left out must not take one that is chosen further on.
    const others = (wanted.interfaceName ?? null) === null ? chosen : [];
    const names = [...others, ...attached.interfaces.map(({ name }) => name)];
    const path = ['networks', String(index)];
    const link = newInterface(lab, network.value, wanted, { id: containerId, names }, { context, path });
    if (link.ok) attached.interfaces.push(link.value);
    else if (link.error.kind === 'validation') attached.issues.push(...link.error.issues);
    else attached.conflict ??= link;
  });
  return attached;
}
