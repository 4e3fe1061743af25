import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AwsError } from '../http/aws-error.ts';
import { readZip, type ArchivedFile } from './zip-archive.ts';

interface StoredCode {
  readonly code: string;
  readonly codeSha256: string;
  readonly codeSize: number;
}

/** Unpacked function code on disk, one directory per upload. */
export class CodeStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  directoryOf(code: string): string {
    return join(this.#root, code);
  }

  /** Unpacks an upload, completely or not at all. @throws AwsError when it is not a usable zip. */
  async add(zip: Buffer): Promise<StoredCode> {
    const files = unzip(zip);
    await mkdir(this.#root, { recursive: true });
    const unfinished = await mkdtemp(join(this.#root, '.unfinished-'));
    for (const { path, bytes, executable } of files) {
      const target = join(unfinished, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, bytes, { mode: executable ? 0o755 : 0o644 });
    }
    const code = randomUUID();
    await rename(unfinished, this.directoryOf(code));
    return { code, codeSha256: createHash('sha256').update(zip).digest('base64'), codeSize: zip.length };
  }

  /** Removes everything but the code in use. */
  async keepOnly(used: ReadonlySet<string>): Promise<void> {
    const present = await readdir(this.#root).catch(() => []);
    const unused = present.filter((name) => !used.has(name));
    await Promise.all(unused.map((name) => rm(join(this.#root, name), { recursive: true, force: true })));
  }
}

function unzip(zip: Buffer): ArchivedFile[] {
  try {
    return readZip(zip);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AwsError(
      'InvalidParameterValueException',
      `Could not unzip uploaded file: ${why}. Please check your file, then try to upload again.`,
      400,
    );
  }
}
