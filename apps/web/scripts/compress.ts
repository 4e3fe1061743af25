import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const worthwhile = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt']);
/** Below this an answer fits in one packet either way. */
const smallestBytes = 1_000;

/** Writes `x.br` and `x.gz` beside every text file, so that the server never compresses while somebody waits. */
function compressFolder(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !worthwhile.has(extname(entry.name))) continue;
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path);
    if (content.byteLength < smallestBytes) continue;
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(
      `${path}.br`,
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength } }),
    );
  }
}

compressFolder(join(import.meta.dirname, '../dist'));
