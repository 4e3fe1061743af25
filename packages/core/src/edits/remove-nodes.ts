import type { Lab } from '../lab.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from '../edit-context.ts';
import { conflict, type EditError } from '../edit-error.ts';
import { findContainer, findNetwork } from '../nodes-in-lab.ts';

/** Removes a container. Its addresses are free at once. */
export function removeContainer(
  lab: Lab,
  input: { readonly containerId: string },
  _context: EditContext,
): Result<{ readonly lab: Lab }, EditError> {
  const found = findContainer(lab, input.containerId);
  if (!found.ok) return found;
  return ok({ lab: { ...lab, containers: lab.containers.filter(({ id }) => id !== input.containerId) } });
}

/** Removes a network that no container is attached to. */
export function removeNetwork(
  lab: Lab,
  input: { readonly networkId: string },
  _context: EditContext,
): Result<{ readonly lab: Lab }, EditError> {
  const found = findNetwork(lab, input.networkId);
  if (!found.ok) return found;
  const attached = lab.containers
    .filter(({ interfaces }) => interfaces.some(({ networkId }) => networkId === input.networkId))
    .map(({ name }) => `'${name}'`);
  if (attached.length > 0) {
    return conflict(
      `Network '${found.value.name}' still has ${attached.length === 1 ? 'a container' : 'containers'} attached: ` +
        `${attached.join(', ')}. Disconnect or delete ${attached.length === 1 ? 'it' : 'them'} first.`,
    );
  }
  return ok({ lab: { ...lab, networks: lab.networks.filter(({ id }) => id !== input.networkId) } });
}
