import type { LabLimits } from '@pineapple/core';
import type { DraftNode, LabDraft } from '../lab-draft.ts';
import type { LabFileNote } from '../notes.ts';

/**
 * A draft of another format with no more processors and memory for its containers than a site allows, and a WARNING for each
 * that gets less than its file says.
 *
 * @param path the file that describes the lab
 */
export function fitResources(
  draft: LabDraft,
  { cpusPerContainer = Infinity, memoryMbPerContainer = Infinity }: LabLimits,
  path: string,
): { readonly draft: LabDraft; readonly notes: readonly LabFileNote[] } {
  const notes: LabFileNote[] = [];
  const fit = (node: DraftNode, given: number | null, most: number, what: string): number | null => {
    if (given === null || given <= most) return given;
    const message = `'${node.name}' gets ${most} ${what} instead of ${given}. This site allows no more.`;
    notes.push({ severity: 'WARNING', path, line: node.line, message });
    return most;
  };
  const nodes = draft.nodes.map((node) => ({
    ...node,
    cpus: fit(node, node.cpus, cpusPerContainer, 'processors'),
    memoryMb: fit(node, node.memoryMb, memoryMbPerContainer, 'MB of memory'),
  }));
  return { draft: { ...draft, nodes }, notes };
}
