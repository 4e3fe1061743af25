import { quoted } from '@pineapple/core';
import type { DraftDependency } from '../lab-draft.ts';
import type { Notes } from '../notes.ts';
import type { YamlView } from '../yaml/yaml-view.ts';
import type { NodeDefinition } from './node-definition.ts';

/** The phase in which a container has passed a stage of containerlab. */
const phases: ReadonlyMap<string, DraftDependency['until']> = new Map([
  ['create', 'RUNNING'],
  ['create-links', 'RUNNING'],
  ['configure', 'READY'],
  ['healthy', 'READY'],
]);

/**
 * The containers that a node waits for, in whichever of its stages. Its start waits for them.
 *
 * @param hostNames the names of containers by those of their nodes
 */
export function readDependencies(
  node: NodeDefinition,
  hostNames: ReadonlyMap<string, string>,
  notes: Notes,
): readonly DraftDependency[] {
  const found = new Map<string, DraftDependency['until']>();
  for (const [stage, view] of node.map('stages')) {
    for (const awaited of view.get('wait-for').items()) {
      const read = readDependency(node, awaited, hostNames, notes);
      if (read === null) continue;
      if (found.get(read.container) !== 'READY') found.set(read.container, read.until);
      if (stage === 'create') continue;
      const message = `The whole start of node ${quoted(node.name)} waits for '${read.container}', not only its stage ${quoted(stage)}.`;
      notes.info(awaited.place, message);
    }
  }
  return [...found].map(([container, until]) => ({ container, until }));
}

function readDependency(
  node: NodeDefinition,
  view: YamlView,
  hostNames: ReadonlyMap<string, string>,
  notes: Notes,
): DraftDependency | null {
  const [name, stage] = ['node', 'stage'].map((key) => view.get(key).text() ?? '') as [string, string];
  const container = hostNames.get(name);
  const until = phases.get(stage);
  const waits = `Node ${quoted(node.name)} waits for ${quoted(name)}`;
  if (container === undefined) {
    notes.warn(view.place, `${waits}, which is no container of the lab. That is left out.`);
    return null;
  }
  if (until === undefined) {
    const known = [...phases.keys()].join(', ');
    notes.warn(view.place, `${waits} to pass the stage ${quoted(stage)}. That is left out: write ${known}.`);
    return null;
  }
  return { container, until };
}

/** The stages of a node that waits for containers, as containerlab has them. */
export function writeDependencies(waitFor: readonly DraftDependency[]): object {
  if (waitFor.length === 0) return {};
  const awaited = waitFor.map(({ container, until }) => ({
    node: container,
    stage: until === 'READY' ? 'configure' : 'create',
  }));
  return { stages: { create: { 'wait-for': awaited } } };
}
