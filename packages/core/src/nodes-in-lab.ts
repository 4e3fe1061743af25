import type { Annotation } from './annotations/annotation.ts';
import type { Lab } from './lab.ts';
import type { LabContainer, LabNetwork } from './lab-nodes.ts';
import { quoted } from './names/quoted.ts';
import { ok, type Result } from './result.ts';
import { notFound, type EditError } from './edit-error.ts';

/** A deleted lab stays stored until its hosts have removed everything. To its owner it does not exist. */
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

export function findAnnotation(lab: Lab, annotationId: string): Result<Annotation, EditError> {
  const annotation = findLab(lab).ok ? lab.annotations.find(({ id }) => id === annotationId) : undefined;
  return annotation === undefined
    ? notFound(annotationId, `There is no annotation ${quoted(annotationId)} in the lab.`)
    : ok(annotation);
}

/** The lab with one of its networks changed. */
export function replaceNetwork(lab: Lab, network: LabNetwork): Lab {
  return {
    ...lab,
    networks: lab.networks.map((present) => (present.id === network.id ? network : present)),
  };
}

/** The lab with one of its containers changed. */
export function replaceContainer(lab: Lab, container: LabContainer): Lab {
  return {
    ...lab,
    containers: lab.containers.map((present) => (present.id === container.id ? container : present)),
  };
}

/** Draws ids until one is unused. One in a billion draws of six characters collides, and ids in a lab are unique. */
export function unusedId(draw: () => string, used: readonly { readonly id: string }[]): string {
  let id = draw();
  while (used.some((present) => present.id === id)) id = draw();
  return id;
}
