import { filesOfDrop, filesOfInput, type FoundFile, isIgnored } from '../../../ui/files/found-files.ts';
import { Allowance, fromCommonFolder, unzip, type LabFile } from './lab-file.ts';

/** The files that were chosen or dropped. A zip archive counts as the files in it. @throws UnusableFilesError */
async function read(found: readonly FoundFile[]): Promise<LabFile[]> {
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
  return read(filesOfInput(files));
}

/** Must be called in the handler of the drop: the list is empty after it. */
export async function readDropped(items: DataTransferItemList): Promise<LabFile[]> {
  const allowance = new Allowance();
  return read(await filesOfDrop(items, () => allowance.take(0)));
}
