/** Where a snapshot can be fetched as one file. */
export function snapshotAddress(id: string): string {
  return `/snapshot-files/${id}`;
}

/** Makes a snapshot of a file. @returns its name. @throws Error with the API's words */
export async function sendSnapshot(file: Blob): Promise<string> {
  const response = await fetch('/snapshot-files', {
    method: 'PUT',
    headers: { 'content-type': 'application/x-tar' },
    body: file,
  });
  if (response.ok) return ((await response.json()) as { name: string }).name;
  const answer = (await response.json().catch(() => null)) as { errors?: { message: string }[] } | null;
  throw new Error(answer?.errors?.[0]?.message ?? 'The file could not be sent. Try again.');
}

/** A size in words, in MB of 1,048,576 bytes as the quota counts. */
export function megabytes(bytes: number): string {
  const size = bytes / 1_048_576;
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} MB`;
}
