/** A file that was chosen or dropped, before it is read. */
export interface FoundFile {
  /** With the folders that were chosen, such as `lab/pc1/startup`. */
  readonly path: string;
  readonly file: File;
}

/** Whether a file says nothing about what it is in: version control, and what file managers leave. */
export function isIgnored(path: string): boolean {
  return /(?:^|\/)(?:\.git|__MACOSX|\.DS_Store|Thumbs\.db)(?:\/|$)/.test(path);
}

/** The folders that all paths are in, such as `a/b/`; empty if there are none. */
export function commonFolder(paths: readonly string[]): string {
  const [first = ''] = paths;
  let folder = '';
  for (;;) {
    const next = first.slice(0, first.indexOf('/', folder.length) + 1);
    if (next.length <= folder.length || !paths.every((path) => path.startsWith(next))) return folder;
    folder = next;
  }
}

export function filesOfInput(files: Iterable<File>): FoundFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/**
 * The files that were dropped, without those that are ignored. Must be called in the handler of the drop: the list is empty after it.
 *
 * @param count is called for each file; throws to stop, so that a whole disk is not listed
 */
export async function filesOfDrop(items: DataTransferItemList, count: () => void): Promise<FoundFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: FoundFile[] = [];
  const visit = async (entry: FileSystemEntry): Promise<void> => {
    const path = entry.fullPath.replace(/^\//, '');
    if (isIgnored(path)) return;
    if (isFolder(entry)) {
      for (const child of await childrenOf(entry)) await visit(child);
    } else if (isFile(entry)) {
      count();
      found.push({ path, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) });
    }
  };
  for (const entry of entries) await visit(entry);
  return found;
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  // A reader returns some at a time, and none after the last.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return children;
    children.push(...some);
  }
}
