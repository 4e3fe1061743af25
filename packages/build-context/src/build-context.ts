import { packTar, unpackTar } from 'modern-tar';
import { checkEntries, type ContextEntry, ContextError, contextLimits } from './check-entries.ts';

export { type ContextEntry, ContextError, contextLimits } from './check-entries.ts';

/** What an archive has at most: the files, a header for each, and room for long paths. */
export const mostArchiveBytes = contextLimits.bytes + 2 * 1024 * contextLimits.entries;

/** The same files give the same archive, whatever their order and times. */
const noTime = new Date(0);

/** Packs a context into a tar archive. @throws ContextError */
export async function packContext(given: readonly ContextEntry[]): Promise<Uint8Array<ArrayBuffer>> {
  const entries = checkEntries(given);
  return packTar(
    entries.map(({ path, kind, mode, content, target }) => {
      const common = { mtime: noTime, uid: 0, gid: 0, mode };
      if (kind === 'folder') return { header: { ...common, name: `${path}/`, size: 0, type: 'directory' } };
      if (kind === 'link')
        return { header: { ...common, name: path, size: 0, type: 'symlink', linkname: target } };
      return { header: { ...common, name: path, size: content.length, type: 'file' }, body: content };
    }),
  );
}

/**
 * Reads a tar archive: its files, folders and symbolic links by path, with each folder that a path implies.
 * @throws ContextError for what is no such archive, and for an entry that a context can't have
 */
export async function unpackContext(archive: Uint8Array): Promise<readonly ContextEntry[]> {
  const parsed = await unpackTar(archive, { strict: true }).catch((cause: unknown) => {
    const message = 'The build context is no tar archive, or it is cut off. Pack it with tar -cf.';
    throw new ContextError(message, { cause });
  });
  const entries = parsed.flatMap(({ header, data }): ContextEntry[] => {
    const { name, type = 'file', mode, linkname = '' } = header;
    const common = { path: name, content: data ?? nothing, target: '' };
    switch (type) {
      case 'file':
        return [{ ...common, kind: 'file', mode: modeOf(mode, 0o644) }];
      case 'directory':
        return [{ ...common, kind: 'folder', mode: modeOf(mode, 0o755) }];
      case 'symlink':
        return [{ ...common, kind: 'link', mode: 0o777, target: linkname }];
      case 'pax-global-header':
        return [];
      default:
        throw new ContextError(
          `${quoted(name)} is ${type === 'link' ? 'a hard link' : 'no file'}. A build context has files, folders and symbolic links.`,
        );
    }
  });
  return checkEntries(entries);
}

const nothing = new Uint8Array();
const modeOf = (mode: number | undefined, usual: number): number => (mode ?? usual) & 0o7777;
const quoted = (path: string): string => `'${path.slice(0, 200)}'`;
