import {
  addContainer,
  addNetwork,
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
import type { DraftNode, LabDraft } from './lab-draft.ts';

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
  for (const node of draft.nodes) {
    const added = addNode(lab, node, ids, context);
    if (!added.ok)
      return fail({ error: added.error, subject: `container ${quoted(node.name)}`, line: node.line });
    lab = added.value;
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
  const { files, sysctls, env, command, user, workingDir, exec } = node;
  const isUnchanged = [files, sysctls, env, exec].every(({ length }) => length === 0);
  if (isUnchanged && command === null && user === null && workingDir === null) return null;
  return { ...emptyConfig, files, sysctls, env, command, user, workingDir, exec };
}
