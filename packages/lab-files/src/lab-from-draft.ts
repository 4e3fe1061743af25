import {
  addAnnotation,
  addContainer,
  addNetwork,
  annotationName,
  type ContainerConfig,
  type EditContext,
  type EditError,
  emptyConfig,
  fail,
  type Lab,
  newLab,
  ok,
  quoted,
  type Result,
  updateContainer,
} from '@pineapple/core';
import { askedAddresses } from './asked-addresses.ts';
import { withoutBytes } from './stored-file.ts';
import type { DraftNode, LabDraft } from './lab-draft.ts';
import { withIds } from './own/comment-places.ts';

/** Why no lab can be made of a draft. */
export interface DraftRefusal {
  readonly error: EditError;
  /** What is refused, such as `container 'r1'`; null for the lab itself. */
  readonly subject: string | null;
  /** Its line in the main file, from 1; null if unknown. */
  readonly line: number | null;
}

/**
 * A new lab with everything of a draft, not yet stored. The rules and limits of edits apply.
 *
 * @param name replaces the draft's; null keeps it
 */
export function labFromDraft(
  draft: LabDraft,
  { name, ownerId }: { readonly name: string | null; readonly ownerId: string },
  context: EditContext,
): Result<Lab, DraftRefusal> {
  const { instructions, spread } = draft;
  const empty = newLab({ name: name ?? draft.name, ownerId, spread, instructions }, context);
  if (!empty.ok) return fail({ error: empty.error, subject: null, line: null });
  let lab = empty.value;
  const ids = new Map<string, string>();
  for (const { line, ...network } of draft.networks) {
    const plain = network.ipv4Subnet === null && network.ipv6Subnet === null;
    const added = addNetwork(lab, { ...network, plain }, context);
    if (!added.ok) return fail({ error: added.error, subject: `network ${quoted(network.name)}`, line });
    lab = added.value.lab;
    ids.set(network.name, added.value.network.id);
  }
  const reservedAddresses = askedAddresses(draft.nodes.flatMap(({ interfaces }) => interfaces));
  for (const node of draft.nodes) {
    const added = addNode(lab, node, ids, { ...context, reservedAddresses });
    if (!added.ok)
      return fail({ error: added.error, subject: `container ${quoted(node.name)}`, line: node.line });
    lab = added.value;
  }
  for (const { line, ...annotation } of draft.annotations) {
    const added = addAnnotation(lab, annotation, context);
    if (!added.ok) return fail({ error: added.error, subject: annotationName(annotation), line });
    lab = added.value.lab;
  }
  const complete = setDependencies(lab, draft.nodes, context);
  return complete.ok ? ok(withComments(complete.value, draft)) : complete;
}

/** The lab with the comments of the draft instead of those that it has; the same object if they are equal. */
export function withComments(lab: Lab, draft: LabDraft): Lab {
  const { comments: present = [] } = lab;
  const comments = withIds(draft.comments ?? [], lab);
  return JSON.stringify(comments) === JSON.stringify(present) ? lab : { ...lab, comments };
}

/** Has containers of a lab wait for each other as in a draft. All of them are in the lab. */
export function setDependencies(
  present: Lab,
  nodes: readonly DraftNode[],
  context: EditContext,
): Result<Lab, DraftRefusal> {
  let lab = present;
  const containers = new Map(present.containers.map((container) => [container.name, container]));
  const idOf = (name: string): string => containers.get(name)?.id ?? name;
  // What goes comes first, so that containers may change who waits for whom.
  for (const goes of [true, false]) {
    for (const { name, waitFor: wanted, line } of nodes) {
      const kept = new Set(containers.get(name)?.config?.waitFor.map(({ containerId }) => containerId));
      const waitFor = wanted
        .map(({ container, until }) => ({ containerId: idOf(container), until }))
        .filter(({ containerId }) => !goes || kept.has(containerId));
      const changed = updateContainer(lab, { containerId: idOf(name), settings: { waitFor } }, context);
      if (!changed.ok) return fail({ error: changed.error, subject: `container ${quoted(name)}`, line });
      lab = changed.value.lab;
    }
  }
  return ok(lab);
}

/** Adds a container. @param ids the ids of networks by name */
export function addNode(
  lab: Lab,
  node: DraftNode,
  ids: ReadonlyMap<string, string>,
  context: EditContext,
): Result<Lab, EditError> {
  const networks = node.interfaces.map(({ network, name: interfaceName, ...link }) => {
    return { ...link, interfaceName, networkId: ids.get(network) ?? network };
  });
  const { name, image, position } = node;
  const added = addContainer(lab, { name, image, position, networks, config: configOf(node) }, context);
  if (!added.ok) return added;
  const { container } = added.value;
  if (node.gateway === container.gateway) return ok(added.value.lab);
  const routed = updateContainer(
    added.value.lab,
    { containerId: container.id, gateway: node.gateway },
    context,
  );
  return routed.ok ? ok(routed.value.lab) : routed;
}

function configOf(node: DraftNode): ContainerConfig | null {
  const { sysctls, env, entrypoint, command, user, workingDir, exec, routes } = node;
  const files = withoutBytes(node.files);
  const { onStop, cpus, memoryMb, ports } = node;
  const isUnchanged = [files, sysctls, env, exec, routes, onStop, ports].every(({ length }) => length === 0);
  const isAsImage = [entrypoint, command, user, workingDir, cpus, memoryMb].every((each) => each === null);
  if (isUnchanged && isAsImage) return null;
  const live = { routes, onStop, cpus, memoryMb, ports };
  return { ...emptyConfig, files, sysctls, env, entrypoint, command, user, workingDir, exec, ...live };
}
