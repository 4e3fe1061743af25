import type { Lab } from '../lab.ts';
import type { LabContainer, LabNetwork } from '../lab-nodes.ts';
import { quoted } from '../quoted.ts';
import { ok, type Result } from '../result.ts';
import { notFound, type EditError } from './edit-error.ts';

/** A deleted lab's item stays until the host has removed everything; to its owner it does not exist. */
export function findLab(lab: Lab): Result<Lab, EditError> {
  return lab.deletedAt === null ? ok(lab) : notFound(lab.id, `There is no lab ${quoted(lab.id)}.`);
}

export function findNetwork(lab: Lab, networkId: string): Result<LabNetwork, EditError> {
  const network = findLab(lab).ok ? lab.networks.find(({ id }) => id === networkId) : undefined;
  return network === undefined
    ? notFound(networkId, `There is no network ${quoted(networkId)} in the lab.`)
    : ok(network);
}

export function findContainer(lab: Lab, containerId: string): Result<LabContainer, EditError> {
  const container = findLab(lab).ok ? lab.containers.find(({ id }) => id === containerId) : undefined;
  return container === undefined
    ? notFound(containerId, `There is no container ${quoted(containerId)} in the lab.`)
    : ok(container);
}
