import { addressHolder } from '../addressing/address-rules.ts';
import { firstUsable } from '../addressing/usable-addresses.ts';
import type { Lab } from '../lab.ts';
import type { LabNetwork } from '../lab-nodes.ts';
import { checkLabel } from '../names.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from './edit-context.ts';
import { conflict, invalid, type EditError } from './edit-error.ts';
import { findNetwork, replaceNetwork } from './nodes-in-lab.ts';

export interface UpdateNetworkInput {
  readonly networkId: string;
  /** Default: unchanged. The name is for people; nothing changes for the containers. */
  readonly name?: string;
  /** Default: unchanged. The host recreates the network; its containers keep running. */
  readonly internet?: boolean;
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
  if (!label.ok) return invalid([{ path: ['name'], message: label.error }]);
  const internet = input.internet ?? present.internet;
  if (name === present.name && internet === present.internet) return ok({ lab, network: present });
  if (lab.networks.some((other) => other.name === name && other.id !== present.id)) {
    return conflict(`The lab already has a network '${name}'. Choose another name.`);
  }
  const gateway = firstUsable(present.ipv4Subnet);
  const holder = internet ? addressHolder(gateway, present, lab) : null;
  if (holder !== null) {
    return conflict(
      `Container '${holder}' has ${gateway}, which the gateway needs if network '${present.name}' has egress. ` +
        'Disconnect the container, and connect it with another address.',
    );
  }
  const network = { ...present, name, internet };
  return ok({ lab: replaceNetwork(lab, network), network });
}
