import { addressHolder } from '../addressing/address-rules.ts';
import { checkMtu } from '../addressing/mtu.ts';
import { checkEgressSubnet } from '../addressing/subnet-rules.ts';
import { firstUsable } from '../addressing/usable-addresses.ts';
import type { Lab } from '../lab.ts';
import type { LabNetwork } from '../lab-nodes.ts';
import { checkLabel } from '../names/names.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from '../edit-context.ts';
import { conflict, invalid, type EditError, type Issue } from '../edit-error.ts';
import { findNetwork, replaceNetwork } from '../nodes-in-lab.ts';

export interface UpdateNetworkInput {
  readonly networkId: string;
  /** Default: unchanged. The name is for people; nothing changes for the containers. */
  readonly name?: string;
  /** Default: unchanged. The host recreates the network; its containers keep running. */
  readonly internet?: boolean;
  /** In bytes. Default: unchanged. The host changes it at once on every interface; the containers keep running. */
  readonly mtu?: number;
}

/** Changes the given properties of a network. */
export function updateNetwork(
  lab: Lab,
  input: UpdateNetworkInput,
  _context: EditContext,
): Result<{ readonly lab: Lab; readonly network: LabNetwork }, EditError> {
  const found = findNetwork(lab, input.networkId);
  if (!found.ok) return found;
  const { value: present } = found;
  const name = input.name ?? present.name;
  const label = checkLabel(name);
  const mtu = input.mtu ?? present.mtu;
  const size = checkMtu(mtu, present);
  const issues: Issue[] = [];
  if (!label.ok) issues.push({ path: ['name'], message: label.error });
  if (!size.ok) issues.push({ path: ['mtu'], message: size.error });
  if (issues.length > 0) return invalid(issues);
  const internet = input.internet ?? present.internet;
  if (name === present.name && internet === present.internet && mtu === present.mtu)
    return ok({ lab, network: present });
  if (lab.networks.some((other) => other.name === name && other.id !== present.id)) {
    return conflict(`The lab already has a network '${name}'. Choose another name.`);
  }
  const obstacle = internet && !present.internet ? egressObstacle(lab, present) : null;
  if (obstacle !== null) return conflict(obstacle);
  const network = { ...present, name, internet, mtu };
  return ok({ lab: replaceNetwork(lab, network), network });
}

/** Why a network of the lab can't have egress; null if it can. */
function egressObstacle(lab: Lab, network: LabNetwork): string | null {
  const { name, ipv4Subnet } = network;
  if (ipv4Subnet === null) {
    return `Network '${name}' has no IPv4 subnet, which egress needs. Create a network with egress instead.`;
  }
  const clash = checkEgressSubnet(`${ipv4Subnet} of network '${name}'`, ipv4Subnet);
  if (clash !== null) return clash;
  const gateway = firstUsable(ipv4Subnet);
  const holder = addressHolder(gateway, network, lab);
  if (holder === null) return null;
  return (
    `Container '${holder}' has ${gateway}, which the gateway needs if network '${name}' has egress. ` +
    'Disconnect the container, and connect it with another address.'
  );
}
