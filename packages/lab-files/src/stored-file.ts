import type { ContainerFile } from '@pineapple/core';
import type { HashBytes } from './file-set.ts';
import type { DraftFile, LabDraft } from './lab-draft.ts';

/** A file whose content is kept beside the lab. */
export function storedFile(
  { path, mode }: Pick<DraftFile, 'path' | 'mode'>,
  bytes: Uint8Array,
  hash: HashBytes,
): DraftFile {
  return { path, content: '', mode, stored: { sha256: hash(bytes), bytes: bytes.length }, bytes };
}

/** Bytes in base64 (RFC 4648). */
export function toBase64(bytes: Uint8Array): string {
  const step = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += step)
    text += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(text);
}

/** Null if the text is no base64. Spaces and line ends don't count. */
export function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Files as a lab has them: it only refers to what is stored. */
export function withoutBytes(files: readonly DraftFile[]): readonly ContainerFile[] {
  return files.map(({ bytes: _bytes, ...file }) => file);
}

/** The bytes of the stored contents of a draft, by their SHA-256. */
export function draftContents({ nodes }: Pick<LabDraft, 'nodes'>): ReadonlyMap<string, Uint8Array> {
  const found = nodes.flatMap(({ files }) =>
    files.flatMap(({ stored, bytes }) => (stored && bytes ? [[stored.sha256, bytes] as const] : [])),
  );
  return new Map(found);
}
