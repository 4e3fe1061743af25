import { defaultMtu, type Lab } from '@pineapple/core';
import type { LabFile } from '../file-set.ts';
import { slugOf } from '../host-names.ts';
import type { LabDraft } from '../lab-draft.ts';
import type { Notes } from '../notes.ts';
import { noteLab, noteNetwork } from '../written/network-commands.ts';
import { confValue } from './conf-value.ts';
import { katharaNames } from './kathara-names.ts';
import { writeLabDep } from './lab-dep.ts';
import { writeDevice } from './write-device.ts';

const place = { path: 'lab.conf', line: null };

/** A lab of Kathará: its lab.conf, the start-up scripts and the folders of its devices. */
export function writeKathara(lab: Lab, draft: LabDraft, notes: Notes): readonly LabFile[] {
  const devices = katharaNames(draft.nodes.map(({ name }) => name));
  const domains = katharaNames(draft.networks.map(({ name }) => name));
  noteRenamed('container', devices, notes);
  noteRenamed('network', domains, notes);
  noteLab(lab, place, notes);
  noteNetworks(lab, draft, notes);
  const written = draft.nodes.flatMap((node, index) => {
    const container = lab.containers[index];
    if (container === undefined) return [];
    const device = devices.get(node.name) ?? node.name;
    return [writeDevice(node, container, { lab, device, domains, place, notes })];
  });
  if (written.length === 0)
    notes.warn(place, 'The lab has no containers, and Kathará reads no lab without devices.');
  const blocks = [metadata(draft, notes), ...written.map(({ lines }) => lines)];
  const text = blocks.map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n');
  return [
    { path: 'lab.conf', content: new TextEncoder().encode(text) },
    ...writeLabDep(draft.nodes, devices, notes),
    ...written.flatMap(({ files }) => files),
  ];
}

function metadata({ name, instructions }: LabDraft, notes: Notes): readonly string[] {
  const slug = slugOf(name, 'lab');
  const written = confValue(name);
  if (written === null)
    notes.warn(place, `The lab is named '${slug}'. A lab.conf has no value with both kinds of quotes.`);
  const about = instructions === null ? null : confValue(instructions);
  if (instructions !== null && about === null) {
    notes.warn(
      place,
      'The instructions are left out. A lab.conf has no value of several lines or with both kinds of quotes.',
    );
  }
  return [`LAB_NAME=${written ?? `"${slug}"`}`, ...(about === null ? [] : [`LAB_DESCRIPTION=${about}`])];
}

function noteNetworks(lab: Lab, { nodes }: LabDraft, notes: Notes): void {
  const used = new Set(nodes.flatMap(({ interfaces }) => interfaces.map(({ network }) => network)));
  for (const network of lab.networks) {
    noteNetwork(network, place, notes);
    const { name, mtu } = network;
    if (mtu !== defaultMtu)
      notes.warn(place, `The MTU ${mtu} of network '${name}' is left out. A collision domain has none.`);
    if (!used.has(name)) notes.warn(place, `Network '${name}' is left out. It has no containers.`);
  }
  if ([...lab.networks, ...lab.containers].some(({ position }) => position !== null)) {
    notes.info(place, 'The positions on the canvas are left out. An import lays the lab out.');
  }
}

function noteRenamed(what: string, names: ReadonlyMap<string, string>, notes: Notes): void {
  for (const [name, written] of names) {
    if (written === name) continue;
    const isReversible = written.replaceAll('_', '-') === name;
    const message = `The ${what} '${name}' is named '${written}'.`;
    if (isReversible) notes.info(place, message);
    else notes.warn(place, message);
  }
}
