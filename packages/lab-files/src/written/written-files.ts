import { quoted } from '@pineapple/core';
import { importedMode } from '../container-files.ts';
import type { LabFile } from '../file-set.ts';
import type { DraftFile } from '../lab-draft.ts';
import type { Notes } from '../notes.ts';

/** The files of a container beside the file that describes the lab. */
export interface WrittenFile extends LabFile {
  /** Where it is in the container. */
  readonly target: string;
}

/**
 * A container's files below a folder. A WARNING names permissions that are not those of a file of this kind, because files
 * of a lab carry none.
 */
export function writtenFiles(
  files: readonly DraftFile[],
  folder: string,
  notes: Notes,
): readonly WrittenFile[] {
  return files.flatMap(({ path: target, content, mode, stored, bytes }) => {
    const path = `${folder}${target}`;
    if (stored && !bytes) {
      notes.warn({ path, line: null }, `${quoted(target)} is left out. Its content is no longer stored.`);
      return [];
    }
    const usual = importedMode(bytes ?? content, target);
    if (mode !== usual) {
      const message = `The permissions ${octal(mode)} of ${quoted(target)} are left out. Files of a lab carry none, and this one gets ${octal(usual)}.`;
      notes.warn({ path, line: null }, message);
    }
    return { path, target, content: bytes ?? new TextEncoder().encode(content) };
  });
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
