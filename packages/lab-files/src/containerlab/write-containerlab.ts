import type { Lab } from '@pineapple/core';
import type { LabFile } from '../file-set.ts';
import type { LabDraft } from '../lab-draft.ts';
import { slugOf } from '../host-names.ts';
import type { Notes } from '../notes.ts';
import { noteLab, noteNetwork } from '../written/network-commands.ts';
import { toTopologyText } from './hide-expansions.ts';
import { writeLinks } from './write-links.ts';
import { writeNode } from './write-node.ts';

/** A lab as a topology of containerlab, with the files of its containers beside it. */
export function writeContainerlab(lab: Lab, draft: LabDraft, notes: Notes): readonly LabFile[] {
  const name = slugOf(lab.name, 'lab');
  const path = `${name}.clab.yml`;
  const place = { path, line: null };
  if (name !== lab.name)
    notes.info(place, `The lab is named '${name}', since containerlab names containers by it.`);
  if (draft.instructions !== null) notes.warn(place, 'The instructions are left out. A topology has none.');
  noteLab(lab, place, notes);
  for (const network of lab.networks) noteNetwork(network, place, notes);
  const containers = draft.nodes.flatMap((node, index) => {
    const container = lab.containers[index];
    return container === undefined
      ? []
      : [{ name: node.name, ...writeNode(node, container, { lab, place, notes }) }];
  });
  const { nodes: bridges, links } = writeLinks(draft, place, notes);
  const nodes = { ...Object.fromEntries(containers.map((each) => [each.name, each.node])), ...bridges };
  const text = toTopologyText({ name, topology: { nodes, ...(links.length > 0 && { links }) } });
  return [
    { path, content: new TextEncoder().encode(text) },
    ...containers.flatMap(({ files }) => files.map(({ path: file, content }) => ({ path: file, content }))),
  ];
}
