import { crc32, inflateRawSync } from 'node:zlib';

/** Lambda's limit for unzipped code. */
const maxTotalBytes = 262_144_000;

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;

export interface ArchivedFile {
  /** Relative path with `/` separators that stays inside the archive. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly executable: boolean;
}

/**
 * Reads a zip archive (stored and deflated entries, no Zip64, no encryption).
 * @throws Error when the archive is damaged, unsafe or too large
 */
export function readZip(archive: Buffer): ArchivedFile[] {
  const { count, offset } = findDirectory(archive);
  const files: ArchivedFile[] = [];
  let position = offset;
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(position) !== directoryEntry)
      throw new Error('the central directory is damaged');
    const entry = {
      flags: archive.readUInt16LE(position + 8),
      method: archive.readUInt16LE(position + 10),
      crc: archive.readUInt32LE(position + 16),
      packedSize: archive.readUInt32LE(position + 20),
      size: archive.readUInt32LE(position + 24),
      mode: archive.readUInt32LE(position + 38) >>> 16,
      start: archive.readUInt32LE(position + 42),
    };
    const nameLength = archive.readUInt16LE(position + 28);
    const path = archive.toString('utf8', position + 46, position + 46 + nameLength);
    position += 46 + nameLength + archive.readUInt16LE(position + 30) + archive.readUInt16LE(position + 32);
    if (path.endsWith('/')) continue;
    if (!isSafe(path)) throw new Error(`the path '${path}' leads out of the archive`);
    total += entry.size;
    if (total > maxTotalBytes) throw new Error(`it unpacks to more than ${maxTotalBytes} bytes`);
    files.push({ path, bytes: unpack(archive, path, entry), executable: (entry.mode & 0o111) !== 0 });
  }
  return files;
}

function findDirectory(archive: Buffer): { count: number; offset: number } {
  // The record is at the end, before a comment of at most 65,535 bytes.
  for (let position = archive.length - 22; position >= Math.max(0, archive.length - 65_557); position -= 1) {
    if (archive.readUInt32LE(position) === endOfDirectory) {
      return { count: archive.readUInt16LE(position + 10), offset: archive.readUInt32LE(position + 16) };
    }
  }
  throw new Error('it is not a zip archive');
}

function isSafe(path: string): boolean {
  return (
    path !== '' &&
    !path.includes('\\') &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

function unpack(
  archive: Buffer,
  path: string,
  entry: { flags: number; method: number; crc: number; packedSize: number; size: number; start: number },
): Buffer {
  if ((entry.flags & 1) !== 0) throw new Error(`'${path}' is encrypted`);
  if (archive.readUInt32LE(entry.start) !== localEntry) throw new Error(`'${path}' is damaged`);
  const data =
    entry.start + 30 + archive.readUInt16LE(entry.start + 26) + archive.readUInt16LE(entry.start + 28);
  const packed = archive.subarray(data, data + entry.packedSize);
  let bytes: Buffer;
  if (entry.method === 0) bytes = packed;
  else if (entry.method === 8) bytes = inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) });
  else throw new Error(`'${path}' is packed in an unknown way (${entry.method})`);
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw new Error(`'${path}' is damaged`);
  return bytes;
}
