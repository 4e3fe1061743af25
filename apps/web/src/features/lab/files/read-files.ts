import type { FileText } from './file-texts.ts';
import type { StoredContent } from './stored-content.ts';

/** A file as the container gets it, but for its permissions. */
interface ReadFile extends Pick<FileText, 'content' | 'stored'> {
  readonly name: string;
}

interface ReadFiles {
  readonly files: readonly ReadFile[];
  /** Why the others can't be taken. */
  readonly problem: string | null;
}

/** A longer text is stored beside the lab. */
const longestText = 16_384;
/** As the API has it: 10 MB. */
const mostBytes = 10_485_760;

/**
 * Reads files that were dropped or chosen.
 *
 * @param send stores those that are binary or large
 */
export async function readFiles(
  files: readonly File[],
  send: (file: File) => Promise<StoredContent>,
): Promise<ReadFiles> {
  const read: (ReadFile | string)[] = [];
  // One after the other: each is in memory as a whole.
  for (const file of files) read.push(await readFile(file, send));
  return {
    files: read.flatMap((one) => (typeof one === 'string' ? [] : [one])),
    problem: read.find((one) => typeof one === 'string') ?? null,
  };
}

async function readFile(
  file: File,
  send: (file: File) => Promise<StoredContent>,
): Promise<ReadFile | string> {
  const { name, size } = file;
  if (size > mostBytes) return `${name} has ${size} bytes. The files of a lab have at most ${mostBytes}.`;
  try {
    const text = size > longestText ? null : textOf(await file.arrayBuffer());
    if (text !== null) return { name, content: text };
    return { name, content: '', stored: await send(file) };
  } catch (error) {
    // A folder can't be read, for one.
    return `${name}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Null for what is no text in UTF-8. */
function textOf(bytes: ArrayBuffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
