import type { IncomingMessage } from 'node:http';

/**
 * Reads a request's whole body.
 * @returns null when the body is larger than the limit
 * @throws Error when the client disconnects before the body is complete
 */
export async function readBody(message: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  if (Number(message.headers['content-length'] ?? 0) > maxBytes) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size);
}
