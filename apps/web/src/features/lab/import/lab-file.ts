import { unzipSync } from 'fflate';
import { counted } from '../../../ui/counted.ts';
import { commonFolder, isIgnored } from '../../../ui/files/found-files.ts';

/** A file of a lab. The path is relative to the lab's folder. */
export interface LabFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export const mostFiles = 200;
/** What the API takes, all files together, in bytes. */
export const mostBytes = 14_000_000;

/** Files that can't be imported. The message says why and what to do. */
export class UnusableFilesError extends Error {}

/** Counts files and their bytes before they are read. @throws UnusableFilesError over the limits */
export class Allowance {
  #files = 0;
  #bytes = 0;

  take(bytes: number): void {
    this.#files += 1;
    this.#bytes += bytes;
    if (this.#files > mostFiles)
      throw new UnusableFilesError(
        `A lab has at most ${counted(mostFiles, 'file')}. Choose only the lab’s own folder.`,
      );
    if (this.#bytes > mostBytes)
      throw new UnusableFilesError(
        `A lab’s files have at most ${mostBytes / 1_000_000} MB together. Leave out images and captures.`,
      );
  }
}

/** The files of a zip archive. @throws UnusableFilesError if it is damaged or too large */
export function unzip(bytes: Uint8Array): LabFile[] {
  const allowance = new Allowance();
  const wanted = (name: string, size: number): boolean => {
    if (name.endsWith('/') || isIgnored(name)) return false;
    allowance.take(size);
    return true;
  };
  try {
    const files = unzipSync(bytes, { filter: ({ name, originalSize }) => wanted(name, originalSize) });
    return Object.entries(files).map(([path, content]) => ({ path, bytes: content }));
  } catch (error) {
    if (error instanceof UnusableFilesError) throw error;
    throw new UnusableFilesError('This zip archive is damaged.');
  }
}

/** Removes the folder that all files are in, so that paths begin in the lab's folder. */
export function fromCommonFolder(files: readonly LabFile[]): LabFile[] {
  const { length } = commonFolder(files.map(({ path }) => path));
  return files.map(({ path, bytes }) => ({ path: path.slice(length), bytes }));
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  // All at once would be too many arguments.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
