/** Output of a container or a command as Docker frames it. @param stream 1 for stdout, 2 for stderr */
export function frame(text: string, stream = 1): Buffer {
  const body = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
}
