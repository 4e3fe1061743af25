import type { LabHistory } from './lab-history.ts';

/**
 * The generation that a container had when it was last removed from its lab; 0 if the history does not tell. The step that
 * removed it is the last one about it, to undo or to redo.
 */
export function removedGeneration({ undo, redo }: LabHistory, containerId: string): number {
  const generations = [...undo, ...redo].flatMap(({ changes }) =>
    changes.flatMap((change) =>
      change.kind === 'container' && change.change !== 'altered' && change.node.id === containerId
        ? [change.node.generation]
        : [],
    ),
  );
  return Math.max(0, ...generations);
}
