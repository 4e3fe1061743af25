import { useLocalStorage } from '@vueuse/core';
import { computed, type ComputedRef } from 'vue';
import { copyOffset, placedNodes, type CopiedNode } from '../copy-offset.ts';
import type { Lab } from '../../model/lab.ts';
import type { LabEditor } from './use-lab-editor.ts';

export interface NodeClipboard {
  readonly isFilled: ComputedRef<boolean>;
  /** Remembers nodes in this browser, for this lab and others. */
  copy(nodeIds: readonly string[]): void;
  /** Pastes the nodes as they are now. Resolves to the ids of the copies, or null when it was refused. */
  paste(): Promise<readonly string[] | null>;
  /** Copies nodes within the lab, and leaves what was copied before. */
  duplicate(nodeIds: readonly string[]): Promise<readonly string[] | null>;
}

/** Copies, pastes and duplicates networks, containers, notes and frames. */
export function useNodeClipboard(lab: () => Lab, editor: Pick<LabEditor, 'copy'>): NodeClipboard {
  // The browser's clipboard asks for permission, and takes text only.
  const stored = useLocalStorage<readonly CopiedNode[]>('pineapple-copied-nodes', []);
  const copied = computed(() => (Array.isArray(stored.value) ? stored.value : []));

  const present = (): CopiedNode[] => placedNodes(lab());
  const chosen = (nodeIds: readonly string[]): CopiedNode[] =>
    present().filter(({ id }) => nodeIds.includes(id));

  async function insert(nodes: readonly CopiedNode[]): Promise<readonly string[] | null> {
    if (nodes.length === 0) return null;
    return editor.copy(
      nodes.map(({ id }) => id),
      copyOffset(nodes, present()),
    );
  }

  return {
    isFilled: computed(() => copied.value.length > 0),
    copy(nodeIds) {
      const nodes = chosen(nodeIds);
      if (nodes.length > 0) stored.value = nodes;
    },
    paste: () => insert(copied.value),
    duplicate: (nodeIds) => insert(chosen(nodeIds)),
  };
}
