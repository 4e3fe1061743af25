import { type ContainerFile, quoted } from '@pineapple/core';
import { importedMode } from '../container-files.ts';
import type { LabFile } from '../file-set.ts';
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
  files: readonly ContainerFile[],
  folder: string,
  notes: Notes,
): readonly WrittenFile[] {
  return files.map(({ path: target, content, mode }) => {
    const path = `${folder}${target}`;
    const usual = importedMode(content, target);
    if (mode !== usual) {
      const message = `The permissions ${octal(mode)} of ${quoted(target)} are left out. Files of a lab carry none, and this one gets ${octal(usual)}.`;
      notes.warn({ path, line: null }, message);
    }
    return { path, target, content: new TextEncoder().encode(content) };
  });
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
