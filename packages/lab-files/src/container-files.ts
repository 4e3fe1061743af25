import { checkContainerConfig, type ContainerFile, emptyConfig, mostConfigBytes } from '@pineapple/core';
import { baseName, type FileSet } from './file-set.ts';
import { daemonsFile, noteDaemons } from './frr-daemons.ts';
import type { Notes, Place } from './notes.ts';

/** Reads files of a lab as files of its containers, up to what all containers of a lab may have. */
export class ContainerFiles {
  readonly #files: FileSet;
  readonly #notes: Notes;
  #bytes = 0;

  constructor(files: FileSet, notes: Notes) {
    this.#files = files;
    this.#notes = notes;
  }

  /**
   * The file at `source` as one at `target` in a container. Null with a WARNING note if a container can't have it.
   *
   * @param place where the file is asked for
   */
  read(source: string, target: string, place: Place = { path: source, line: null }): ContainerFile | null {
    if (this.#bytes > mostConfigBytes) return null;
    const content = this.#files.text(source);
    if (content === null) {
      this.#notes.warn(place, `${source} is left out. It is no text, and files of containers are text.`);
      return null;
    }
    if (target === daemonsFile) {
      noteDaemons(content, source, place, this.#notes);
      return null;
    }
    const file = { path: target, content, mode: importedMode(content, target) };
    const [wrong] = checkContainerConfig({ ...emptyConfig, files: [file] }, []);
    if (wrong !== undefined) {
      this.#notes.warn(place, `${source} is left out of the container. ${wrong.message}`);
      return null;
    }
    this.#bytes += content.length;
    if (this.#bytes <= mostConfigBytes) return file;
    const message = `With ${source}, the files of the containers have more than ${mostConfigBytes} bytes, the most of a lab. Leave some out.`;
    this.#notes.error(place, message);
    return null;
  }

  /** Every file below a folder, at the same place below `target`. */
  readFolder(folder: string, target: string, place?: Place): readonly ContainerFile[] {
    return this.#files.below(folder).flatMap((path) => {
      const file = this.read(path, `${target}${path.slice(folder.length)}`, place);
      return file === null ? [] : [file];
    });
  }
}

/** The permissions of a file that was read: scripts can be run. */
export function importedMode(content: string, target: string): number {
  return content.startsWith('#!') || baseName(target).endsWith('.sh') ? 0o755 : 0o644;
}

/** The files without those that a later one of the same path replaces. */
export function lastOfEach(files: readonly ContainerFile[]): readonly ContainerFile[] {
  return [...new Map(files.map((file) => [file.path, file])).values()];
}
