import { quoted } from '@pineapple/core';
import type { Notes, Place } from '../notes.ts';

/** One line `device[key]=value` of a lab.conf. */
export interface ConfLine {
  readonly device: string;
  readonly key: string;
  readonly value: string;
  readonly place: Place;
}

interface LabConf {
  /** `LAB_NAME` and the like. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly lines: readonly ConfLine[];
}

const value = String.raw`(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s#"']+))\s*(?:#.*)?`;
const deviceLine = new RegExp(String.raw`^(?<device>[\w-]+)\[(?<key>\w+)\]=${value}$`);
const metadataLine = new RegExp(String.raw`^(?<key>LAB_[A-Z]+)=${value}$`);

/** Reads the lines of a lab.conf. Each line that is none gets an ERROR note. */
export function readLabConf(path: string, text: string, notes: Notes): LabConf {
  const metadata = new Map<string, string>();
  const lines: ConfLine[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const place = { path, line: index + 1 };
    const about = metadataLine.exec(line)?.groups;
    const found = deviceLine.exec(line)?.groups;
    const groups = about ?? found;
    if (groups === undefined) {
      notes.error(
        place,
        `${quoted(line)} is no line of a lab.conf. Write it like pc1[0]="A" or pc1[image]="kathara/base".`,
      );
      continue;
    }
    const text = groups['double'] ?? groups['single'] ?? groups['bare'] ?? '';
    if (about !== undefined) metadata.set(about['key'] ?? '', text);
    else lines.push({ device: found?.['device'] ?? '', key: found?.['key'] ?? '', value: text, place });
  }
  return { metadata, lines };
}
