import { checkContainerConfig, emptyConfig, mostConfigBytes } from '@pineapple/core';
import { baseName, type FileSet } from './file-set.ts';
import { daemonsFile, withoutComments } from './frr-daemons.ts';
import type { DraftFile } from './lab-draft.ts';
import type { Notes, Place } from './notes.ts';
import { storedFile } from './stored-file.ts';

/** A longer text is stored beside the lab. */
const longestText = 16_384;
/** Once the texts of a lab have as many bytes, further ones are stored beside it. The rest is for commands and variables. */
const mostTexts = Math.floor((mostConfigBytes * 2) / 3);

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
  read(source: string, target: string, place: Place = { path: source, line: null }): DraftFile | null {
    if (this.#bytes > mostConfigBytes) return null;
    const bytes = this.#files.bytes(source) ?? new Uint8Array();
    const { hash } = this.#files;
    const isOneTooMany = hash !== null && target !== daemonsFile && this.#bytes + bytes.length > mostTexts;
    const isLarge = bytes.length > longestText || isOneTooMany;
    const text = isLarge ? null : this.#files.text(source);
    if (text === null && hash === null) {
      this.#notes.warn(place, `${source} is left out. It is no text of at most ${longestText} bytes.`);
      return null;
    }
    const content = target === daemonsFile ? withoutComments(text ?? '') : (text ?? '');
    const written = { path: target, content, mode: importedMode(text ?? bytes, target) };
    const file = text === null && hash !== null ? storedFile(written, bytes, hash) : written;
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
  readFolder(folder: string, target: string, place?: Place): readonly DraftFile[] {
    return this.#files.below(folder).flatMap((path) => {
      const file = this.read(path, `${target}${path.slice(folder.length)}`, place);
      return file === null ? [] : [file];
    });
  }
}

/** The permissions of a file that was read: scripts and programs can be run. */
export function importedMode(content: string | Uint8Array, target: string): number {
  const start = typeof content === 'string' ? content : String.fromCharCode(...content.subarray(0, 4));
  return /^(?:#!|\x7fELF)/.test(start) || baseName(target).endsWith('.sh') ? 0o755 : 0o644;
}

/** The files without those that a later one of the same path replaces. */
export function lastOfEach(files: readonly DraftFile[]): readonly DraftFile[] {
  return [...new Map(files.map((file) => [file.path, file])).values()];
}
