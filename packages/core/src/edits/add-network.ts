import { checkMtu, defaultMtu } from '../addressing/mtu.ts';
import { parseSubnet, subnetsOverlap } from '../addressing/subnet.ts';
import { nextFreeSubnet } from '../addressing/subnet-choice.ts';
import { checkIpv4Subnet, checkIpv6Subnet } from '../addressing/subnet-rules.ts';
import { subnetOfFamily } from '../addressing/usable-addresses.ts';
import { newNetworkId } from '../ids.ts';
import type { Lab } from '../lab.ts';
import type { LabNetwork, Position } from '../lab-nodes.ts';
import { checkLabel } from '../names/names.ts';
import { quoted } from '../names/quoted.ts';
import { fail, ok, type Result } from '../result.ts';
import { connectContainer } from './connections.ts';
import type { EditContext } from '../edit-context.ts';
import { conflict, invalid, overQuota, type EditError, type Issue } from '../edit-error.ts';
import { findLab, unusedId } from '../nodes-in-lab.ts';
import { checkPosition, rounded } from './position-rules.ts';

interface AddNetworkInput {
  readonly name: string;
  /** Null for none if there is an IPv6 subnet or the network is plain, and for the next free subnet otherwise. */
  readonly ipv4Subnet: string | null;
  /** In any spelling. Default: null, none. */
  readonly ipv6Subnet?: string | null;
  /** Whether it has no subnets: layer 2 only. Default: false. */
  readonly plain?: boolean;
  /** In bytes. Default: 1500. */
  readonly mtu?: number;
  /** Whether it has egress, which needs a private IPv4 subnet. */
  readonly internet: boolean;
  /** Default: null, not yet on the canvas. */
  readonly position?: Position | null;
  /** Containers to attach to it, each with the next free name and addresses. Default: none. */
  readonly containerIds?: readonly string[];
}

/** Adds a network to a lab. */
export function addNetwork(
  lab: Lab,
  input: AddNetworkInput,
  context: EditContext,
): Result<{ readonly lab: Lab; readonly network: LabNetwork }, EditError> {
  const found = findLab(lab);
  if (!found.ok) return found;
  const checked = checkInput(input);
  if (!checked.ok) return invalid(checked.error);
  const { name, ipv6Subnet, mtu } = checked.value;
  const { networksPerLab } = context.limits;
  if (lab.networks.length >= networksPerLab)
    return overQuota('networks', networksPerLab, lab.networks.length);
  if (lab.networks.some((network) => network.name === name)) {
    return conflict(`The lab already has a network '${name}'. Choose another name.`);
  }
  const ipv4Subnet = chooseIpv4Subnet(lab, input, checked.value);
  if (!ipv4Subnet.ok) return conflict(ipv4Subnet.error);
  for (const [family, subnet] of [
    [4, ipv4Subnet.value],
    [6, ipv6Subnet],
  ] as const) {
    const overlap = subnet === null ? null : findOverlap(lab, family, subnet);
    if (overlap !== null) return conflict(overlap);
  }
  const network: LabNetwork = {
    id: unusedId(() => newNetworkId(lab.id, context.random), lab.networks),
    name,
    ipv4Subnet: ipv4Subnet.value,
    ipv6Subnet,
    internet: input.internet,
    mtu,
    position: rounded(input.position ?? null),
    createdAt: context.now,
  };
  let present: Lab = { ...lab, networks: [...lab.networks, network] };
  for (const containerId of input.containerIds ?? []) {
    const attached = connectContainer(
      present,
      { containerId, networkId: network.id, ipv4Address: null },
      context,
    );
    if (!attached.ok) return attached;
    present = attached.value.lab;
  }
  return ok({ lab: present, network });
}

interface CheckedNetwork {
  readonly name: string;
  readonly ipv4Subnet: string | null;
  readonly ipv6Subnet: string | null;
  readonly mtu: number;
}

function checkInput(input: AddNetworkInput): Result<CheckedNetwork, readonly Issue[]> {
  const wanted = { ipv4: input.ipv4Subnet, ipv6: input.ipv6Subnet ?? null };
  const name = checkLabel(input.name);
  const ipv4Subnet = wanted.ipv4 === null ? ok(null) : checkIpv4Subnet(wanted.ipv4, input.internet);
  const ipv6Subnet = wanted.ipv6 === null ? ok(null) : checkIpv6Subnet(wanted.ipv6);
  const mtu = checkMtu(input.mtu ?? defaultMtu, { ipv6Subnet: wanted.ipv6 });
  const others = [
    ...checkKind(input),
    ...(input.position ? checkPosition(input.position, ['position']) : []),
  ];
  if (name.ok && ipv4Subnet.ok && ipv6Subnet.ok && mtu.ok && others.length === 0) {
    return ok({
      name: name.value,
      ipv4Subnet: ipv4Subnet.value,
      ipv6Subnet: ipv6Subnet.value,
      mtu: mtu.value,
    });
  }
  const issues: Issue[] = [];
  if (!name.ok) issues.push({ path: ['name'], message: name.error });
  if (!ipv4Subnet.ok) issues.push({ path: ['ipv4Subnet'], message: ipv4Subnet.error });
  if (!ipv6Subnet.ok) issues.push({ path: ['ipv6Subnet'], message: ipv6Subnet.error });
  if (!mtu.ok) issues.push({ path: ['mtu'], message: mtu.error });
  return fail([...issues, ...others]);
}

/** What contradicts itself in the kind of network that is wanted. */
function checkKind({ plain = false, ipv4Subnet, ipv6Subnet = null, internet }: AddNetworkInput): Issue[] {
  const subnet = ipv4Subnet ?? ipv6Subnet;
  if (plain && subnet !== null) {
    const message = `A plain network has no subnets, and ${quoted(subnet)} was given. Leave out one of the two.`;
    return [{ path: ['plain'], message }];
  }
  if (internet && (plain || (ipv4Subnet === null && ipv6Subnet !== null))) {
    const message =
      'Egress needs an IPv4 subnet, and the network would have none. Give one, or turn egress off.';
    return [{ path: ['internet'], message }];
  }
  return [];
}

/** The wanted subnet, or the next free one if there should be one; a message if none is free. */
function chooseIpv4Subnet(
  lab: Lab,
  { plain = false }: AddNetworkInput,
  { ipv4Subnet, ipv6Subnet }: CheckedNetwork,
): Result<string | null, string> {
  if (ipv4Subnet !== null || ipv6Subnet !== null || plain) return ok(ipv4Subnet);
  const next = nextFreeSubnet(lab.networks.flatMap((network) => network.ipv4Subnet ?? []));
  return next === null
    ? fail('No private /24 subnet is free in the lab. Delete a network, or give a smaller ipv4Subnet.')
    : ok(next);
}

/** Which network of the lab a subnet overlaps, as a message; null if none. */
function findOverlap(lab: Lab, family: 4 | 6, wanted: string): string | null {
  const subnet = parseSubnet(wanted);
  for (const network of lab.networks) {
    const other = subnetOfFamily(network, family);
    if (other === null || !subnetsOverlap(parseSubnet(other), subnet)) continue;
    return (
      `${wanted} overlaps ${other} of network '${network.name}'. ` +
      `Choose another subnet, or leave it out${family === 4 ? ' to get the next free one' : ''}.`
    );
  }
  return null;
}
