import { type Annotation, annotationName } from '../annotations/annotation.ts';
import { conflict, type EditError } from '../edit-error.ts';
import { emptyConfig } from '../settings/empty-config.ts';
import type { Lab } from '../lab.ts';
import type { LabContainer, LabNetwork } from '../lab-nodes.ts';
import { removalStep } from '../observed/readiness.ts';
import { ok, type Result } from '../result.ts';
import { same } from './diff-labs.ts';
import type { ContainerFields, NodeChange } from './lab-history.ts';

/** Close to the largest GraphQL integer. A container reaches it after 10,000 deletions and undos. */
const lastGeneration = 2_000_000_000;

/** The change that reverses a change. */
export function inverted(change: NodeChange): NodeChange {
  if (change.change === 'added') return { ...change, change: 'removed' };
  if (change.change === 'removed') return { ...change, change: 'added' };
  // Each kind by itself, because the fields of one are not those of another.
  if (change.kind === 'network') return { ...change, before: change.after, after: change.before };
  if (change.kind === 'container') return { ...change, before: change.after, after: change.before };
  return { ...change, before: change.after, after: change.before };
}

interface Applied {
  readonly lab: Lab;
  /** The changes as they were applied: a removed node is kept in its last state. */
  readonly changes: readonly NodeChange[];
}

/**
 * Applies recorded changes to a lab that is in the state before them. The caller checks that the result is a valid lab,
 * because a change may be valid only together with a later one.
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

/** An index in a list counts after all removals and after all earlier additions. So removals come first. */
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
  if (change.kind === 'annotation') {
    const result = applyTo(lab.annotations, change, (annotation) => annotation);
    if (!result.ok) return result;
    return ok({ lab: { ...lab, annotations: result.value.nodes }, change: result.value.change });
  }
  if (change.change === 'added' && change.node.generation > lastGeneration) {
    return conflict(`Container '${change.node.name}' was restored too often. Create a new one.`);
  }
  if (change.change === 'altered') {
    const altered = applyTo(lab.containers, withConfig(lab, change), (container) => container);
    return altered.ok ? ok({ lab: { ...lab, containers: altered.value.nodes }, change }) : altered;
  }
  const result = applyTo(lab.containers, change, (container) => restored(container, now));
  if (!result.ok) return result;
  return ok({ lab: { ...lab, containers: result.value.nodes }, change: result.value.change });
}

type Alteration = Extract<NodeChange, { readonly kind: 'container'; readonly change: 'altered' }>;

/** The change with whole configurations instead of the settings that it changes. */
function withConfig(lab: Lab, { before, after, ...change }: Alteration) {
  const present = lab.containers.find(({ id }) => id === change.id)?.config ?? null;
  const whole = ({ settings, ...fields }: ContainerFields): Partial<LabContainer> => {
    if (settings === undefined) return fields as Partial<LabContainer>;
    const config = settings && { ...(present ?? emptyConfig), ...settings };
    return { ...(fields as Partial<LabContainer>), config };
  };
  return { ...change, before: whole(before), after: whole(after) };
}

/** @param restore - Makes the node for the list that an addition brings back. */
function applyTo<Kind, Node extends LabNetwork | LabContainer | Annotation, Fields extends Partial<Node>>(
  nodes: readonly Node[],
  change: ChangeOf<Kind, Node, Fields>,
  restore: (node: Node) => Node,
): Result<{ readonly nodes: readonly Node[]; readonly change: ChangeOf<Kind, Node, Fields> }, EditError> {
  if (change.change === 'added') {
    if (nodes.some(({ id }) => id === change.node.id))
      return conflict(`${shown(change.node)} is in the lab again. Nothing was changed.`);
    return ok({ nodes: nodes.toSpliced(change.index, 0, restore(change.node)), change });
  }
  const id = change.change === 'removed' ? change.node.id : change.id;
  const present = nodes.find((node) => node.id === id);
  if (present === undefined)
    return conflict('The node of this step is no longer in the lab. Nothing was changed.');
  const expected: Partial<Node> = change.change === 'removed' ? editableFields(change.node) : change.before;
  for (const field of Object.keys(expected) as (keyof Node)[]) {
    if (same(present[field], expected[field])) continue;
    return conflict(`The ${String(field)} of ${shown(present)} was changed since. Nothing was changed.`);
  }
  if (change.change === 'removed')
    return ok({ nodes: nodes.filter((node) => node !== present), change: { ...change, node: present } });
  const after = { ...present, ...change.after };
  return ok({ nodes: nodes.map((node) => (node === present ? after : node)), change });
}

function shown(node: LabNetwork | LabContainer | Annotation): string {
  return 'name' in node ? `'${node.name}'` : `the ${annotationName(node)}`;
}

const editable = [
  ...['name', 'internet', 'mtu', 'interfaces', 'gateway', 'position', 'config'],
  ...['kind', 'text', 'colour', 'width', 'height'],
];

function editableFields<Node extends LabNetwork | LabContainer | Annotation>(node: Node): Partial<Node> {
  const fields = editable.filter((field) => field in node);
  return Object.fromEntries(fields.map((field) => [field, node[field as keyof Node]])) as Partial<Node>;
}

/** A restored container gets generations above all that were reported of it, because its new reports start over. */
function restored(container: LabContainer, now: string): LabContainer {
  return { ...container, generation: container.generation + 2 * removalStep, requestedAt: now };
}
