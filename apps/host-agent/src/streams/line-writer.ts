import type { ServerHttp2Stream } from 'node:http2';

/** Begins a streaming response of JSON lines. */
export function beginLines(stream: ServerHttp2Stream): void {
  stream.respond({ ':status': 200, 'content-type': 'application/x-ndjson' });
}

/** Writes lines; resolves once the client can take more or is gone. */
export async function writeLines(stream: ServerHttp2Stream, lines: readonly unknown[]): Promise<void> {
  if (lines.length === 0 || stream.destroyed) return;
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  if (stream.write(text)) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stream.off('drain', done).off('close', done);
      resolve();
    };
    stream.once('drain', done).once('close', done);
  });
}
