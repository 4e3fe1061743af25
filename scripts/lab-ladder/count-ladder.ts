import { hash, randomBytes } from 'node:crypto';
import { checkDraft, type LabFileNote, readLabFiles } from '@pineapple/lab-files';
import type { Feature, Probe } from './ladder.ts';

type Severity = LabFileNote['severity'];

export interface CountedFeature extends Feature {
  /** Of all its labs. INFO if they have no note at all. */
  readonly worst: Severity;
  /** The notes of that severity, if it is no INFO. */
  readonly notes: readonly string[];
}

/** What an import says of the labs that have a feature. */
export function countFeature(feature: Feature): CountedFeature {
  const notes = feature.probes.flatMap(notesOf);
  const worst =
    (['ERROR', 'WARNING'] as const).find((severity) => notes.some((note) => note.severity === severity)) ??
    'INFO';
  const said = notes.filter(({ severity }) => worst !== 'INFO' && severity === worst);
  return { ...feature, worst, notes: [...new Set(said.map(({ message }) => message))] };
}

function notesOf(probe: Probe): readonly LabFileNote[] {
  const encoder = new TextEncoder();
  const files = Object.entries(probe).map(([path, text]) => ({ path, content: encoder.encode(text) }));
  const { draft, notes, main } = readLabFiles(files, null, (bytes) => hash('sha256', bytes));
  const wrong = draft === null ? [] : checkDraft(draft, main ?? '.', randomBytes);
  return [...notes, ...wrong];
}

/**
 * How many labs can be imported: those up to the first step that has an ERROR. A lab further up may need that step too,
 * so it does not count, even if its own features can be imported.
 */
export function countImportable(steps: readonly CountedFeature[]): number {
  const broken = steps.findIndex(({ worst }) => worst === 'ERROR');
  return steps[broken === -1 ? steps.length - 1 : broken - 1]?.count ?? 0;
}
