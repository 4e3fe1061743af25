import type { Lab } from '../lab.ts';
import type { LabContainer, LabInterface } from '../lab-nodes.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from '../edit-context.ts';
import { conflict, type EditError } from '../edit-error.ts';
import { newInterface, type WantedInterface } from './new-interface.ts';
import { findContainer, findNetwork, replaceContainer } from '../nodes-in-lab.ts';

interface ConnectContainerInput extends WantedInterface {
  readonly containerId: string;
  readonly networkId: string;
}

/** Attaches a container to a network, as its last interface. */
export function connectContainer(
  lab: Lab,
  input: ConnectContainerInput,
  context: EditContext,
): Result<
  { readonly lab: Lab; readonly container: LabContainer; readonly interface: LabInterface },
  EditError
> {
  const found = findContainer(lab, input.containerId);
  if (!found.ok) return found;
  const network = findNetwork(lab, input.networkId);
  if (!network.ok) return network;
  const { id, name, interfaces } = found.value;
  const owner = { id, names: interfaces.map((one) => one.name) };
  const link = newInterface(lab, network.value, input, owner, { context, path: [] });
  if (!link.ok && link.error.kind === 'validation') return link;
  const present = interfaces.find(({ networkId }) => networkId === input.networkId);
  if (present !== undefined) {
    return conflict(
      `Container '${name}' is already on network '${network.value.name}', as ${present.name}. ` +
        'Disconnect it first to change its name or addresses.',
    );
  }
  const { limits } = context;
  if (interfaces.length >= limits.interfacesPerContainer) {
    return conflict(
      `Container '${name}' already has the most interfaces that it may have (${limits.interfacesPerContainer}). ` +
        'Disconnect it from another network first.',
    );
  }
  if (!link.ok) return link;
  const container = { ...found.value, interfaces: [...interfaces, link.value] };
  return ok({ lab: replaceContainer(lab, container), container, interface: link.value });
}

interface DisconnectContainerInput {
  readonly containerId: string;
  readonly networkId: string;
}

/** Detaches a container from a network. */
export function disconnectContainer(
  lab: Lab,
  input: DisconnectContainerInput,
  _context: EditContext,
): Result<{ readonly lab: Lab; readonly container: LabContainer }, EditError> {
  const found = findContainer(lab, input.containerId);
  if (!found.ok) return found;
  const network = findNetwork(lab, input.networkId);
  if (!network.ok) return network;
  const interfaces = found.value.interfaces.filter(({ networkId }) => networkId !== input.networkId);
  if (interfaces.length === found.value.interfaces.length) {
    return conflict(
      `Container '${found.value.name}' is not on network '${network.value.name}'. Choose a network that it is on.`,
    );
  }
  const container = { ...found.value, interfaces };
  return ok({ lab: replaceContainer(lab, container), container });
}
