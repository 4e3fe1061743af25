import { computed, shallowRef, type ComputedRef, type Ref } from 'vue';
import { emptySelection, type Selection } from '../../canvas/selection.ts';
import { counted, listed } from '../../../../ui/counted.ts';
import { useConfirmed } from '../../../../ui/use-confirmed.ts';
import type { Lab } from '../../model/lab.ts';
import type { LabEditor } from './use-lab-editor.ts';

export interface Removal {
  readonly open: Ref<boolean>;
  readonly busy: Ref<boolean>;
  readonly problem: Ref<string | null>;
  readonly title: ComputedRef<string>;
  readonly description: ComputedRef<string>;
  /** Asks for confirmation when containers are deleted, because undo can't restore their files. */
  ask(what: Selection): Promise<void>;
  confirm(): Promise<void>;
}

/** Deletes selected nodes and disconnects selected connectors. */
export function useRemoval(lab: () => Lab, editor: LabEditor, done: () => void): Removal {
  const what = shallowRef<Selection>(emptySelection);
  const { open, busy, problem, ask, confirm } = useConfirmed(() => editor.remove(what.value), done);
  const chosen = <T extends { readonly id: string }>(items: readonly T[]): T[] =>
    items.filter(({ id }) => what.value.nodes.includes(id));

  return {
    open,
    busy,
    problem,
    confirm,
    title: computed(() => {
      const [containers, networks] = [chosen(lab().containers), chosen(lab().networks)];
      if (what.value.nodes.length === 1) return `Delete ${containers[0]?.name}?`;
      const parts = [counted(containers.length, 'container')];
      const others = chosen(lab().annotations).length;
      if (networks.length > 0) parts.push(counted(networks.length, 'network'));
      if (others > 0) parts.push(counted(others, 'note or frame', 'notes and frames'));
      return `Delete ${listed(parts)}?`;
    }),
    description: computed(() => {
      const owner = chosen(lab().containers).length === 1 ? 'Its' : 'Their';
      return `${owner} files are permanently deleted. Undo restores names, addresses and positions, but not files.`;
    }),
    async ask(selection) {
      if (selection.nodes.length + selection.connectors.length === 0) return;
      what.value = selection;
      if (chosen(lab().containers).length > 0) return ask();
      const outcome = await editor.remove(selection);
      if (outcome.ok) done();
    },
  };
}
