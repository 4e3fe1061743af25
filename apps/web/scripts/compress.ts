import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const textExtensions = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt']);
/** A smaller response fits into one packet without compression. */
const minimumBytes = 1_000;

/** Writes `x.br` and `x.gz` beside every text file, so that the server does not compress on request. */
function compressFolder(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !textExtensions.has(extname(entry.name))) continue;
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path);
    if (content.byteLength < minimumBytes) continue;
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(
      `${path}.br`,
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength } }),
    );
  }
}

compressFolder(join(import.meta.dirname, '../dist'));
