import type { Lab } from '@pineapple/core';
import { writeContainerlab } from './containerlab/write-containerlab.ts';
import { draftOfLab, type StoredContents } from './draft-of-lab.ts';
import type { LabFile } from './file-set.ts';
import type { LabDraft } from './lab-draft.ts';
import { writeKathara } from './kathara/write-kathara.ts';
import { type LabFileNote, Notes } from './notes.ts';
import { writeOwn } from './own/write-own.ts';
import type { LabFileFormat } from './read-lab-files.ts';
import { noteStopped } from './written/network-commands.ts';

interface WrittenLab {
  /** The file that describes the lab, then the others. */
  readonly files: readonly LabFile[];
  /** What the format can't say. */
  readonly notes: readonly LabFileNote[];
}

/**
 * A lab as files of a format. PINEAPPLE loses nothing but which containers are stopped: reading it gives an equal lab.
 *
 * @param contents the bytes of stored files, which are left out with a note where they are missing
 * @param schemaUrl where editors find the JSON Schema of a lab.yaml; null leaves out the line that names it
 */
export function writeLab(
  lab: Lab,
  format: LabFileFormat,
  schemaUrl: string | null,
  contents: StoredContents = new Map(),
): WrittenLab {
  const notes = new Notes();
  const files = write(draftOfLab(lab, contents), lab, { format, schemaUrl }, notes);
  return { files, notes: notes.all };
}

function write(
  draft: LabDraft,
  lab: Lab,
  { format, schemaUrl }: { readonly format: LabFileFormat; readonly schemaUrl: string | null },
  notes: Notes,
): readonly LabFile[] {
  switch (format) {
    case 'PINEAPPLE': {
      const file = writeOwn(draft, schemaUrl, notes);
      noteStopped(lab, { path: file.path, line: null }, notes);
      return [file];
    }
    case 'CONTAINERLAB':
      return writeContainerlab(lab, draft, notes);
    case 'KATHARA':
      return writeKathara(lab, draft, notes);
  }
}
