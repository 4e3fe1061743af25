/**
 * Encodes seven bytes as eight ASCII characters, highest bits first. Bytes leave a host as text (`bytesToText`), which
 * keeps ASCII short, and base64 would be a sixth longer.
 */

const groupBytes = 7;
const groupCharacters = 8;

/** How many characters this many bytes take. */
export const sevenBitLength = (bytes: number): number => Math.ceil((bytes * groupCharacters) / groupBytes);

/** Writes bytes as characters into a target that is large enough. */
export function writeSevenBits(bytes: Uint8Array, target: Uint8Array, at: number): void {
  const groups = Math.floor(bytes.length / groupBytes);
  writeGroups(viewOf(bytes), viewOf(target, at), groups);
  const rest = bytes.subarray(groups * groupBytes);
  if (rest.length === 0) return;
  const [last, characters] = [new Uint8Array(groupBytes), new Uint8Array(groupCharacters)];
  last.set(rest);
  writeGroups(viewOf(last), viewOf(characters), 1);
  target.set(characters.subarray(0, sevenBitLength(rest.length)), at + groups * groupCharacters);
}

/** Decodes characters to bytes. Ignores their eighth bits. */
export function readSevenBits(characters: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(Math.floor((characters.length * groupBytes) / groupCharacters));
  const groups = Math.floor(characters.length / groupCharacters);
  readGroups(viewOf(characters), viewOf(bytes), groups);
  const rest = characters.subarray(groups * groupCharacters);
  if (rest.length === 0) return bytes;
  const [last, group] = [new Uint8Array(groupCharacters), new Uint8Array(groupBytes)];
  last.set(rest);
  readGroups(viewOf(last), viewOf(group), 1);
  bytes.set(group.subarray(0, bytes.length - groups * groupBytes), groups * groupBytes);
  return bytes;
}

/** A group is two words of 28 bits, which share the byte in the middle. */
function writeGroups(bytes: DataView, target: DataView, groups: number): void {
  for (let group = 0; group < groups; group += 1) {
    const from = group * groupBytes;
    const to = group * groupCharacters;
    target.setUint32(to, spread(bytes.getUint32(from) >>> 4));
    target.setUint32(to + 4, spread(bytes.getUint32(from + 3) & 0xfffffff));
  }
}

function readGroups(characters: DataView, target: DataView, groups: number): void {
  for (let group = 0; group < groups; group += 1) {
    const from = group * groupCharacters;
    const to = group * groupBytes;
    const high = gather(characters.getUint32(from));
    const low = gather(characters.getUint32(from + 4));
    target.setUint32(to, (high << 4) | (low >>> 24));
    target.setUint32(to + 3, (high << 28) | low);
  }
}

/** Spreads 28 bits over four bytes of seven. */
const spread = (word: number): number =>
  ((word & 0xfe00000) << 3) | ((word & 0x1fc000) << 2) | ((word & 0x3f80) << 1) | (word & 0x7f);

const gather = (word: number): number =>
  ((word >>> 3) & 0xfe00000) | ((word >>> 2) & 0x1fc000) | ((word >>> 1) & 0x3f80) | (word & 0x7f);

const viewOf = (bytes: Uint8Array, at = 0): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset + at, bytes.byteLength - at);
