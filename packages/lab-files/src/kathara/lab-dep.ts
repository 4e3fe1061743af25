import { quoted } from '@pineapple/core';
import type { FileSet, LabFile } from '../file-set.ts';
import type { DraftDependency, DraftNode } from '../lab-draft.ts';
import type { Notes } from '../notes.ts';

/**
 * The devices that each device waits for, by its name: lines like `pc1: r1 r2` of the lab.dep.
 *
 * @param path the lab.dep, which need not be there
 * @param hostNames the names of containers by those of their devices
 */
export function readLabDep(
  path: string,
  files: FileSet,
  hostNames: ReadonlyMap<string, string>,
  notes: Notes,
): ReadonlyMap<string, readonly DraftDependency[]> {
  const found = new Map<string, readonly DraftDependency[]>();
  const lines = files.has(path) ? (files.text(path) ?? '').split(/\r?\n/) : [];
  for (const [index, raw] of lines.entries()) {
    const line = raw.replace(/#.*/, '').trim();
    if (line === '') continue;
    const place = { path, line: index + 1 };
    const [, device = '', others = ''] = /^([\w-]+)\s*:\s*(.*)$/.exec(line) ?? [];
    if (device === '') {
      notes.error(place, `${quoted(line)} is no line of a lab.dep. Write it like pc1: r1 r2.`);
      continue;
    }
    const awaited = others.split(/\s+/).filter((name) => name !== '');
    const unknown = [device, ...awaited].find((name) => !hostNames.has(name));
    if (unknown !== undefined) {
      notes.warn(place, `The line is left out. The lab has no device ${quoted(unknown)}.`);
      continue;
    }
    const names = new Set(awaited.map((name) => hostNames.get(name) ?? name));
    found.set(
      device,
      [...names].map((container) => ({ container, until: 'READY' })),
    );
  }
  return found;
}

/** The lab.dep of containers, none if they wait for no others. @param devices the names of devices by those of containers */
export function writeLabDep(
  nodes: readonly DraftNode[],
  devices: ReadonlyMap<string, string>,
  notes: Notes,
): readonly LabFile[] {
  const path = 'lab.dep';
  const nameOf = (container: string): string => devices.get(container) ?? container;
  const waiting = nodes.filter(({ waitFor }) => waitFor.length > 0);
  for (const { name, waitFor } of waiting) {
    for (const { container } of waitFor.filter(({ until }) => until === 'RUNNING')) {
      const message = `That '${name}' waits for '${container}' only to be RUNNING is left out. An import has it wait for READY.`;
      notes.info({ path, line: null }, message);
    }
  }
  const lines = waiting.map(({ name, waitFor }) => {
    return `${nameOf(name)}: ${waitFor.map(({ container }) => nameOf(container)).join(' ')}\n`;
  });
  return lines.length === 0 ? [] : [{ path, content: new TextEncoder().encode(lines.join('')) }];
}
