import { type ContainerFile, fileDigest } from '@pineapple/core';
import { nameFiles } from './gate/gates.ts';

/** What was last written into a container, as digests by path. */
export type WrittenFiles = Readonly<Record<string, string>>;

interface FileChanges {
  readonly write: readonly ContainerFile[];
  /** Paths. */
  readonly remove: readonly string[];
}

export function writtenFiles(files: readonly ContainerFile[]): WrittenFiles {
  return Object.fromEntries(files.map((file) => [file.path, fileDigest(file)]));
}

/**
 * What to do to the files in a container so that they are as its owner wants them. Those that the owner did not change since
 * they were written belong to its programs. Name files are mounted, and written at each start.
 */
export function fileChanges(written: WrittenFiles, wanted: readonly ContainerFile[]): FileChanges {
  const mounted: readonly string[] = Object.values(nameFiles);
  const kept = new Set([...mounted, ...wanted.map(({ path }) => path)]);
  return {
    write: wanted.filter((file) => !mounted.includes(file.path) && written[file.path] !== fileDigest(file)),
    remove: Object.keys(written).filter((path) => !kept.has(path)),
  };
}
