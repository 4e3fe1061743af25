/** Content that is kept beside the lab, because it is binary or large. */
export interface StoredContent {
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

/** Where the bytes of stored content are. */
export function contentAddress(labId: string, sha256: string): string {
  return `/files/${labId}/${sha256}`;
}

/** Stores the bytes of a file for a lab. @throws Error with the API's words */
export async function sendContent(labId: string, file: Blob): Promise<StoredContent> {
  const response = await fetch(`/files/${labId}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    // Chrome fails in the middle of a file that was changed since it was chosen.
    body: await file.arrayBuffer(),
  });
  if (response.ok) {
    const { sha256, bytes } = (await response.json()) as { sha256: string; bytes: number };
    return { sha256, size: bytes };
  }
  const answer = (await response.json().catch(() => null)) as { errors?: { message: string }[] } | null;
  throw new Error(answer?.errors?.[0]?.message ?? 'The file could not be sent. Try again.');
}
