/** Docker frames each piece of output: one byte for the stream, three of nothing, four for the length. */
const headerBytes = 8;

/** The last line of a container's output as Docker sends it. */
export function lastLogLine(framed: Buffer): string {
  const pieces: string[] = [];
  for (let offset = 0; offset + headerBytes <= framed.length;) {
    const end = offset + headerBytes + framed.readUInt32BE(offset + 4);
    pieces.push(framed.toString('utf8', offset + headerBytes, end));
    offset = end;
  }
  // What a terminal would act on has no place in a report.
  return (pieces.join('').trimEnd().split('\n').at(-1) ?? '')
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 500);
}
