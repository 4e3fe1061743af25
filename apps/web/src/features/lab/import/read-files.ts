import { Allowance, fromCommonFolder, isIgnored, unzip, type LabFile } from './lab-file.ts';

interface Found {
  readonly path: string;
  readonly file: File;
}

/** The files that were chosen or dropped. A zip archive counts as the files in it. @throws UnusableFilesError */
async function read(found: readonly Found[]): Promise<LabFile[]> {
  const wanted = found.filter(({ path }) => !isIgnored(path));
  const [only] = wanted;
  if (wanted.length === 1 && only && /\.zip$/i.test(only.path))
    return fromCommonFolder(unzip(new Uint8Array(await only.file.arrayBuffer())));
  const allowance = new Allowance();
  for (const { file } of wanted) allowance.take(file.size);
  const files = wanted.map(async ({ path, file }) => ({
    path,
    bytes: new Uint8Array(await file.arrayBuffer()),
  }));
  return fromCommonFolder(await Promise.all(files));
}

export function readChosen(files: Iterable<File>): Promise<LabFile[]> {
  return read([...files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

/** Must be called in the handler of the drop: the list is empty after it. */
export async function readDropped(items: DataTransferItemList): Promise<LabFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: Found[] = [];
  // Counts while it looks, so that a whole disk is not listed.
  const allowance = new Allowance();
  const visit = async (entry: FileSystemEntry): Promise<void> => {
    const path = entry.fullPath.replace(/^\//, '');
    if (isIgnored(path)) return;
    if (isFolder(entry)) {
      for (const child of await childrenOf(entry)) await visit(child);
    } else if (isFile(entry)) {
      allowance.take(0);
      found.push({ path, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) });
    }
  };
  for (const entry of entries) await visit(entry);
  return read(found);
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
