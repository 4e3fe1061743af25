import { parseSubnet, subnetsOverlap } from '../addressing/subnet.ts';
import { nextFreeSubnet } from '../addressing/subnet-choice.ts';
import { checkIpv4Subnet } from '../addressing/subnet-rules.ts';
import { newNetworkId } from '../ids.ts';
import type { Lab } from '../lab.ts';
import type { LabNetwork, Position } from '../lab-nodes.ts';
import { checkLabel } from '../names.ts';
import { fail, ok, type Result } from '../result.ts';
import type { EditContext } from './edit-context.ts';
import { conflict, invalid, overQuota, type EditError, type Issue } from './edit-error.ts';
import { findLab, unusedId } from './nodes-in-lab.ts';
import { checkPosition, rounded } from './position-rules.ts';

interface AddNetworkInput {
  readonly name: string;
  /** Null for the next free subnet. */
  readonly ipv4Subnet: string | null;
  readonly internet: boolean;
  /** Default: null, not yet on the canvas. */
  readonly position?: Position | null;
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
  const { name } = checked.value;
  const { networksPerLab } = context.limits;
  if (lab.networks.length >= networksPerLab)
    return overQuota('networks', networksPerLab, lab.networks.length);
  if (lab.networks.some((network) => network.name === name)) {
    return conflict(`The lab already has a network '${name}'. Choose another name.`);
  }
  const ipv4Subnet = freeSubnet(lab, checked.value.ipv4Subnet);
  if (!ipv4Subnet.ok) return conflict(ipv4Subnet.error);
  const network: LabNetwork = {
    id: unusedId(() => newNetworkId(lab.id, context.random), lab.networks),
    name,
    ipv4Subnet: ipv4Subnet.value,
    ipv6Subnet: null,
    internet: input.internet,
    position: rounded(input.position ?? null),
    createdAt: context.now,
  };
  return ok({ lab: { ...lab, networks: [...lab.networks, network] }, network });
}

function checkInput(
  input: AddNetworkInput,
): Result<{ readonly name: string; readonly ipv4Subnet: string | null }, readonly Issue[]> {
  const name = checkLabel(input.name);
  const ipv4Subnet = input.ipv4Subnet === null ? ok(null) : checkIpv4Subnet(input.ipv4Subnet);
  const misplaced = input.position ? checkPosition(input.position, ['position']) : [];
  if (name.ok && ipv4Subnet.ok && misplaced.length === 0)
    return ok({ name: name.value, ipv4Subnet: ipv4Subnet.value });
  const issues: Issue[] = [];
  if (!name.ok) issues.push({ path: ['name'], message: name.error });
  if (!ipv4Subnet.ok) issues.push({ path: ['ipv4Subnet'], message: ipv4Subnet.error });
  issues.push(...misplaced);
  return fail(issues);
}

/** The wanted subnet, or the next free one if none is wanted; a message if it is not available. */
function freeSubnet(lab: Lab, wanted: string | null): Result<string, string> {
  if (wanted === null) {
    const next = nextFreeSubnet(lab.networks.map(({ ipv4Subnet }) => ipv4Subnet));
    return next === null
      ? fail('No private /24 subnet is free in the lab. Delete a network, or give a smaller ipv4Subnet.')
      : ok(next);
  }
  const subnet = parseSubnet(wanted);
  const other = lab.networks.find(({ ipv4Subnet }) => subnetsOverlap(parseSubnet(ipv4Subnet), subnet));
  return other === undefined
    ? ok(wanted)
    : fail(
        `${wanted} overlaps ${other.ipv4Subnet} of network '${other.name}'. ` +
          'Choose another subnet, or leave it out to get the next free one.',
      );
}
