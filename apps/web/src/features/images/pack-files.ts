import {
  ContextError,
  contextLimits,
  ignoreFileName,
  packContext,
  readIgnoreRules,
} from '@pineapple/build-context';
import { type UnzipFileInfo, unzipSync } from 'fflate';
import { type FoundFile, isIgnored } from '../../ui/files/found-files.ts';

/** A build context that is ready to be sent. */
export interface PackedFiles {
  readonly archive: Blob;
  readonly count: number;
  /** Of the files together. */
  readonly bytes: number;
  /** The Dockerfile beside them; null for none. */
  readonly dockerfile: string | null;
}

/** Files whose sizes are known before they are read. */
interface Source {
  readonly files: readonly { readonly path: string; readonly size: number }[];
  /** The contents of some of them, by path. */
  read(paths: ReadonlySet<string>): Promise<ReadonlyMap<string, Uint8Array>>;
}

/**
 * Packs files for COPY, without what their .dockerignore leaves out. One zip archive counts as the files in it.
 * @throws ContextError for what a build can't have, with the name of the file
 */
export async function packFiles(found: readonly FoundFile[]): Promise<PackedFiles> {
  const [only] = found;
  const isZip = found.length === 1 && only !== undefined && /\.zip$/i.test(only.path);
  const source = isZip ? zipSource(new Uint8Array(await only.file.arrayBuffer())) : fileSource(found);
  const wanted = source.files.filter(({ path }) => !isIgnored(path));
  const folder = topFolder(
    wanted.map(({ path }) => path),
    isZip,
  );
  const named = wanted.filter(
    ({ path }) => path === folder + ignoreFileName || path === `${folder}Dockerfile`,
  );
  const texts = await readSome(source, named);
  const textOf = (name: string): string | null => {
    const content = texts.get(folder + name);
    return content ? new TextDecoder().decode(content) : null;
  };
  const leavesOut = readIgnoreRules(textOf(ignoreFileName) ?? '');
  const kept = wanted.filter(({ path }) => !leavesOut(path.slice(folder.length)));
  const contents = await readSome(source, kept);
  const entries = [...contents].map(([path, content]) => ({
    ...{ path: path.slice(folder.length), kind: 'file' as const, target: '' },
    ...{ mode: modeOf(content), content },
  }));
  const bytes = entries.reduce((sum, { content }) => sum + content.length, 0);
  const archive = new Blob([await packContext(entries)]);
  return { archive, count: entries.length, bytes, dockerfile: textOf('Dockerfile') };
}

/**
 * The folder that was chosen, with a slash; empty if files were. Of a zip archive it is a folder with a Dockerfile: what is
 * packed may be the folder or what is in it.
 */
function topFolder(paths: readonly string[], isZip: boolean): string {
  const [first = ''] = paths;
  const folder = first.slice(0, first.indexOf('/') + 1);
  const isTop = !isZip || paths.includes(`${folder}Dockerfile`) || paths.includes(folder + ignoreFileName);
  return isTop && paths.every((path) => path.startsWith(folder)) ? folder : '';
}

/** Reads files that are not too large together. */
function readSome(source: Source, files: Source['files']): ReturnType<Source['read']> {
  refuseTooMuch(files.reduce((sum, { size }) => sum + size, 0));
  return source.read(new Set(files.map(({ path }) => path)));
}

function refuseTooMuch(bytes: number): void {
  if (bytes <= contextLimits.bytes) return;
  throw new ContextError(
    `These files have more than ${contextLimits.bytes / 1024 / 1024} MB together. Leave some out with a .dockerignore.`,
  );
}

/** A browser does not say which files are programs. Scripts and programs for Linux begin alike. */
function modeOf(content: Uint8Array): number {
  const [first, second, third, fourth] = content;
  const isScript = first === 0x23 && second === 0x21;
  const isProgram = first === 0x7f && second === 0x45 && third === 0x4c && fourth === 0x46;
  return isScript || isProgram ? 0o755 : 0o644;
}

function fileSource(found: readonly FoundFile[]): Source {
  return {
    files: found.map(({ path, file }) => ({ path, size: file.size })),
    async read(paths) {
      const contents = new Map<string, Uint8Array>();
      for (const { path, file } of found)
        if (paths.has(path)) contents.set(path, new Uint8Array(await file.arrayBuffer()));
      return contents;
    },
  };
}

/** @throws ContextError if the archive is damaged */
function zipSource(archive: Uint8Array): Source {
  const unzip = (filter: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> => {
    try {
      return unzipSync(archive, { filter });
    } catch (cause) {
      throw new ContextError('This zip archive is damaged.', { cause });
    }
  };
  const files: { path: string; size: number }[] = [];
  unzip(({ name, originalSize }) => {
    if (!name.endsWith('/')) files.push({ path: name, size: originalSize });
    return false;
  });
  return {
    files,
    read: (paths) => Promise.resolve(new Map(Object.entries(unzip(({ name }) => paths.has(name))))),
  };
}
