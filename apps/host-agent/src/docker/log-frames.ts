/** The header of Docker's frames: one byte for the stream, three zero bytes, four bytes for the length. */
export const headerBytes = 8;

/** The last line of a container's output in Docker's frames, without control characters. */
export function lastLogLine(framed: Buffer): string {
  const pieces: string[] = [];
  for (let offset = 0; offset + headerBytes <= framed.length;) {
    const end = offset + headerBytes + framed.readUInt32BE(offset + 4);
    pieces.push(framed.toString('utf8', offset + headerBytes, end));
    offset = end;
  }
  return (pieces.join('').trimEnd().split('\n').at(-1) ?? '')
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 500);
}
