import { conflict, type EditError } from '../edits/edit-error.ts';
import { remade } from '../edits/rename-container.ts';
import type { Lab } from '../lab.ts';
import type { LabContainer, LabNetwork } from '../lab-nodes.ts';
import { removalStep } from '../observed/readiness.ts';
import { ok, type Result } from '../result.ts';
import { same } from './diff-labs.ts';
import type { NodeChange } from './lab-history.ts';

/** GraphQL's integers end soon after this; a container would have to be deleted and brought back 10,000 times. */
const lastGeneration = 2_000_000_000;

/** The same change the other way round. */
export function inverted(change: NodeChange): NodeChange {
  if (change.change === 'added') return { ...change, change: 'removed' };
  if (change.change === 'removed') return { ...change, change: 'added' };
  return change.kind === 'network'
    ? { ...change, before: change.after, after: change.before }
    : { ...change, before: change.after, after: change.before };
}

export interface Applied {
  readonly lab: Lab;
  /** The changes as they were made: what was taken out is kept as it was at that moment. */
  readonly changes: readonly NodeChange[];
}

/**
 * Makes changes once more of a lab that is as it was before them. Whether the outcome is a sound lab is for the
 * caller to look at, since one change may make room for another.
 */
export function applyChanges(
  lab: Lab,
  changes: readonly NodeChange[],
  now: string,
): Result<Applied, EditError> {
  let present = lab;
  const made: NodeChange[] = [];
  for (const change of inOrder(changes)) {
    const applied = apply(present, change, now);
    if (!applied.ok) return applied;
    present = applied.value.lab;
    made.push(applied.value.change);
  }
  return ok({ lab: present, changes: made });
}

/** Places in a list are those without what goes and with all that came before: first what goes, then what comes. */
function inOrder(changes: readonly NodeChange[]): readonly NodeChange[] {
  const rank = { removed: 0, altered: 1, added: 2 } as const;
  const index = (change: NodeChange): number => (change.change === 'altered' ? 0 : change.index);
  return changes.toSorted((a, b) => rank[a.change] - rank[b.change] || index(a) - index(b));
}

/** A change of one kind of node, whichever kind it is. */
type ChangeOf<Kind, Node, Fields> =
  | { readonly kind: Kind; readonly change: 'added'; readonly index: number; readonly node: Node }
  | { readonly kind: Kind; readonly change: 'removed'; readonly index: number; readonly node: Node }
  | {
      readonly kind: Kind;
      readonly change: 'altered';
      readonly id: string;
      readonly before: Fields;
      readonly after: Fields;
    };

type One = Result<{ readonly lab: Lab; readonly change: NodeChange }, EditError>;

function apply(lab: Lab, change: NodeChange, now: string): One {
  if (change.kind === 'network') {
    const result = applyTo(lab.networks, change, (network) => network);
    if (!result.ok) return result;
    return ok({ lab: { ...lab, networks: result.value.nodes }, change: result.value.change });
  }
  if (change.change === 'added' && change.node.generation > lastGeneration) {
    return conflict(`Container '${change.node.name}' was brought back too often. Create it anew.`);
  }
  const settle = (after: LabContainer, before: LabContainer | null): LabContainer => {
    if (before === null) return revived(after, now);
    return before.name === after.name ? after : remade(after, now);
  };
  const result = applyTo(lab.containers, change, settle);
  if (!result.ok) return result;
  return ok({ lab: { ...lab, containers: result.value.nodes }, change: result.value.change });
}

/** @param settle - The node as it goes into the list, made of the one it replaces, or of nothing. */
function applyTo<Kind, Node extends LabNetwork | LabContainer, Fields extends Partial<Node>>(
  nodes: readonly Node[],
  change: ChangeOf<Kind, Node, Fields>,
  settle: (after: Node, before: Node | null) => Node,
): Result<{ readonly nodes: readonly Node[]; readonly change: ChangeOf<Kind, Node, Fields> }, EditError> {
  if (change.change === 'added') {
    if (nodes.some(({ id }) => id === change.node.id))
      return conflict(`'${change.node.name}' is there already.`);
    return ok({ nodes: nodes.toSpliced(change.index, 0, settle(change.node, null)), change });
  }
  const id = change.change === 'removed' ? change.node.id : change.id;
  const present = nodes.find((node) => node.id === id);
  if (present === undefined) return conflict('What this step was about is not in the lab any more.');
  const expected: Partial<Node> = change.change === 'removed' ? editableFields(change.node) : change.before;
  for (const field of Object.keys(expected) as (keyof Node)[]) {
    if (same(present[field], expected[field])) continue;
    return conflict(
      `The ${String(field)} of '${present.name}' was changed since, so this step no longer applies.`,
    );
  }
  if (change.change === 'removed')
    return ok({ nodes: nodes.filter((node) => node !== present), change: { ...change, node: present } });
  const after = settle({ ...present, ...change.after }, present);
  return ok({ nodes: nodes.map((node) => (node === present ? after : node)), change });
}

function editableFields<Node extends LabNetwork | LabContainer>(node: Node): Partial<Node> {
  const fields = ['name', 'internet', 'interfaces', 'position'].filter((field) => field in node);
  return Object.fromEntries(fields.map((field) => [field, node[field as keyof Node]])) as Partial<Node>;
}

/** Its reports begin anew with a new Docker container, so its generations go on above all that was told of it. */
function revived(container: LabContainer, now: string): LabContainer {
  return { ...container, generation: container.generation + 2 * removalStep, requestedAt: now };
}
