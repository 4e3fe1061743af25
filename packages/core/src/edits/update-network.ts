import { addressHolder } from '../addressing/address-rules.ts';
import { firstUsable } from '../addressing/usable-addresses.ts';
import type { Lab } from '../lab.ts';
import type { LabNetwork } from '../lab-nodes.ts';
import { checkLabel } from '../names.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from './edit-context.ts';
import { conflict, invalid, type EditError } from './edit-error.ts';
import { findNetwork } from './find-in-lab.ts';
import { replaceNetwork } from './replace-network.ts';

export interface UpdateNetworkInput {
  readonly networkId: string;
  /** Left out: it stays. For people only: nothing changes for its containers. */
  readonly name?: string;
  /** Left out: it stays. The host makes the network anew; its containers go on running. */
  readonly internet?: boolean;
}

/** Changes what was given of a network. */
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
    return conflict(`The lab has a network '${name}' already. Choose another name.`);
  }
  const gateway = firstUsable(present.ipv4Subnet);
  const holder = internet ? addressHolder(gateway, present, lab) : null;
  if (holder !== null) {
    return conflict(
      `${gateway} is the gateway's address once network '${present.name}' reaches the internet, and container ` +
        `'${holder}' has it. Disconnect the container, and connect it with another address.`,
    );
  }
  const network = { ...present, name, internet };
  return ok({ lab: replaceNetwork(lab, network), network });
}
