import { hash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AwsError } from '../http/aws-error.ts';

/** An object as a list shows it. */
export interface ObjectSummary {
  readonly key: string;
  readonly bytes: number;
  readonly modified: Date;
}

/** AWS allows 1,024 bytes. Here a key has to fit into a file name. */
const longestKey = 180;
const unfinished = '.new-';

/** The buckets: a directory each, with a file for each object that is named after its key. */
export class ObjectStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async createBucket(bucket: string): Promise<void> {
    await mkdir(join(this.#directory, bucket), { recursive: true });
  }

  /** @throws AwsError when there is no such bucket */
  async checkBucket(bucket: string): Promise<void> {
    const found = await stat(join(this.#directory, bucket)).catch(absent);
    if (!found) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  }

  /** Replaces the object as a whole. */
  async put(bucket: string, key: string, content: Buffer): Promise<void> {
    await this.checkBucket(bucket);
    const path = this.#path(bucket, key);
    const fresh = join(this.#directory, bucket, `${unfinished}${randomUUID()}`);
    await writeFile(fresh, content);
    await rename(fresh, path);
  }

  async has(bucket: string, key: string): Promise<boolean> {
    await this.checkBucket(bucket);
    return (await stat(this.#path(bucket, key)).catch(absent)) !== undefined;
  }

  /** @throws AwsError when there is no such object */
  async get(bucket: string, key: string): Promise<{ readonly content: Buffer; readonly modified: Date }> {
    await this.checkBucket(bucket);
    const path = this.#path(bucket, key);
    const [content, facts] = await Promise.all([readFile(path).catch(absent), stat(path).catch(absent)]);
    if (!content || !facts) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
    return { content, modified: facts.mtime };
  }

  async remove(bucket: string, key: string): Promise<void> {
    await this.checkBucket(bucket);
    await rm(this.#path(bucket, key), { force: true });
  }

  /** Objects in the order of their keys. */
  async list(bucket: string, prefix: string): Promise<ObjectSummary[]> {
    await this.checkBucket(bucket);
    const names = await readdir(join(this.#directory, bucket));
    const keys = names
      .filter((name) => !name.startsWith(unfinished))
      .map((name) => Buffer.from(name, 'base64url').toString())
      .filter((key) => key.startsWith(prefix));
    const found = await Promise.all(
      keys.map(async (key) => {
        const facts = await stat(this.#path(bucket, key)).catch(absent);
        return facts ? [{ key, bytes: facts.size, modified: facts.mtime }] : [];
      }),
    );
    return found.flat().sort((one, other) => Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)));
  }

  #path(bucket: string, key: string): string {
    if (Buffer.byteLength(key) > longestKey)
      throw new AwsError('KeyTooLongError', `Your key is too long. Here it may have ${longestKey} bytes.`);
    return join(this.#directory, bucket, Buffer.from(key).toString('base64url'));
  }
}

/** What S3 calls an object's entity tag, when it was put in one part. */
export function entityTag(content: Buffer): string {
  return `"${hash('md5', content)}"`;
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
