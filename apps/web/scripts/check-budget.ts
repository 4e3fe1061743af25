import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Limit for the gzipped JavaScript that the first page loads. */
const budgetKilobytes = 150;
const firstPage = 'src/features/account/pages/SignInPage.vue';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

/** The files of the given chunks and of all chunks that they import statically. */
export function staticClosure(manifest: Manifest, keys: readonly string[]): string[] {
  const seen = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The manifest has no ${key}. If it was renamed, change it here.`);
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const key of keys) visit(key);
  return [...seen].flatMap((key) => manifest[key]?.file ?? []);
}

function kilobytes(path: string): number {
  return gzipSync(readFileSync(path), { level: 9 }).byteLength / 1000;
}

function main(): void {
  const dist = join(import.meta.dirname, '../dist');
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest;
  // Toasts, menus and the WebSocket client load later, so they do not count.
  const files = ['theme.js', ...staticClosure(manifest, ['index.html', firstPage])].filter((file) =>
    file.endsWith('.js'),
  );
  const sizes = files.map((file) => ({ file, size: kilobytes(join(dist, file)) }));
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of sizes) console.log(`${size.toFixed(1).padStart(7)} kB  ${file}`);
  console.log(
    `${total.toFixed(1).padStart(7)} kB of ${budgetKilobytes} kB JavaScript on the first page, gzipped`,
  );
  if (total > budgetKilobytes) {
    console.error('The first page loads too much. Load a route or a component lazily.');
    process.exitCode = 1;
  }
}

if (import.meta.main) main();
