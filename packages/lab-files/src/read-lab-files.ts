import { readContainerlab } from './containerlab/read-containerlab.ts';
import { type FileSet, baseName, type HashBytes, type LabFile, openFiles } from './file-set.ts';
import { readKathara } from './kathara/read-kathara.ts';
import type { LabDraft } from './lab-draft.ts';
import { type LabFileNote, Notes } from './notes.ts';
import type { SiteImage } from './image-table.ts';
import { readOwn } from './own/read-own.ts';

export type LabFileFormat = 'PINEAPPLE' | 'CONTAINERLAB' | 'KATHARA';

interface ReadLabFiles {
  /** Null if there is an ERROR note. */
  readonly draft: LabDraft | null;
  readonly notes: readonly LabFileNote[];
  /** Null if no format was recognised. */
  readonly format: LabFileFormat | null;
  /** The path of the file that describes the lab; null if none was recognised. */
  readonly main: string | null;
}

const readers = { PINEAPPLE: readOwn, CONTAINERLAB: readContainerlab, KATHARA: readKathara } as const;

/**
 * Reads a lab from files of any known format. The notes account for everything that was renamed or left out.
 *
 * @param format null to recognise it
 * @param hash for files of containers that are binary or large; null leaves them out, with notes
 * @param images what a site has besides our own, for images that files of other formats name
 */
export function readLabFiles(
  files: readonly LabFile[],
  format: LabFileFormat | null = null,
  hash: HashBytes | null = null,
  images: readonly SiteImage[] = [],
): ReadLabFiles {
  const notes = new Notes();
  const set = openFiles(files, notes, hash);
  const main = notes.failed ? null : findMain(set, format, notes);
  if (main === null) return { draft: null, notes: notes.all, format: null, main: null };
  const draft = readers[main.format](main.path, set, notes, images);
  for (const path of set.unused) notes.info({ path, line: null }, `${path} is no part of the lab.`);
  return {
    draft: notes.failed ? null : draft,
    notes: notes.all,
    ...{ format: main.format, main: main.path },
  };
}

interface MainFile {
  readonly path: string;
  readonly format: LabFileFormat;
}

/** The file that describes the lab: the one that is nearest to the top of the folder. */
function findMain(files: FileSet, format: LabFileFormat | null, notes: Notes): MainFile | null {
  const depth = (path: string): number => path.split('/').length;
  const found = files.paths.flatMap((path): MainFile[] => {
    const own = formatOf(path, files);
    return own !== null && (format === null || own === format) ? [{ path, format: own }] : [];
  });
  const top = Math.min(...found.map(({ path }) => depth(path)));
  const [first, ...others] = found.filter(({ path }) => depth(path) === top);
  const whole = { path: '.', line: null };
  if (first === undefined) {
    const wanted = format === null ? 'no lab that is known here' : `no lab of the format ${format}`;
    const advice =
      'Give a lab.yaml, a topology of containerlab (*.clab.yml), or a lab.conf of Kathará with its files.';
    notes.error(whole, `There is ${wanted} among the files. ${advice}`);
    return null;
  }
  if (others.length === 0) return first;
  const paths = [first, ...others].slice(0, 5).map(({ path }) => path);
  notes.error(whole, `There are several labs: ${paths.join(', ')}. Give the files of one.`);
  return null;
}

function formatOf(path: string, files: FileSet): LabFileFormat | null {
  const name = baseName(path);
  if (name === 'lab.conf') return 'KATHARA';
  if (/\.clab\.(?:ya?ml|gotmpl)$|\.clab\.ya?ml\.gotmpl$/.test(name)) return 'CONTAINERLAB';
  if (!/\.ya?ml$/.test(name)) return null;
  const text = files.peek(path) ?? '';
  if (/^pineapple:/m.test(text)) return 'PINEAPPLE';
  return /^topology:/m.test(text) ? 'CONTAINERLAB' : null;
}
