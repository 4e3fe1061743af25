/** A stored build context. */
export interface StoredFiles {
  readonly sha256: string;
  readonly bytes: number;
}

/** Sends files for COPY. @throws Error with the API's words */
export async function sendFiles(archive: Blob): Promise<StoredFiles> {
  const response = await fetch('/build-contexts', {
    method: 'PUT',
    headers: { 'content-type': 'application/x-tar' },
    body: archive,
  });
  if (response.ok) return (await response.json()) as StoredFiles;
  const answer = (await response.json().catch(() => null)) as { errors?: { message: string }[] } | null;
  throw new Error(answer?.errors?.[0]?.message ?? 'The files could not be sent. Try again.');
}
