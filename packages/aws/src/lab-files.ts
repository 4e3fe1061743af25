import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { callAws } from './call-aws.ts';

/** Content of a lab's files, as it is stored. */
export interface StoredLabFile {
  /** In hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  readonly storedAt: Date;
}

/**
 * Contents that are stored by reference: labs' files that are binary or large, and what snapshots have. An object each, named
 * after its lab, or the user whose snapshot it is, and its SHA-256. An object never changes, and only those who know both
 * can read it.
 */
export class LabFiles {
  readonly #s3: S3Client;
  readonly #bucket: string;
  readonly #folder: string;

  constructor(s3: S3Client, bucket: string, folder: 'labs' | 'contexts' = 'labs') {
    this.#s3 = s3;
    this.#bucket = bucket;
    this.#folder = folder;
  }

  /** The build contexts of users, by the id of the user instead of a lab's. */
  contexts(): LabFiles {
    return new LabFiles(this.#s3, this.#bucket, 'contexts');
  }

  async put(id: string, sha256: string, content: Uint8Array): Promise<void> {
    const object = this.#object(id, sha256);
    await callAws({ operation: 'PutObject', subject: object.Key }, () =>
      this.#s3.send(new PutObjectCommand({ ...object, Body: content })),
    );
  }

  /** Stores content unless it is there already, which a host may not replace. @returns whether it was missing */
  async putOnce(id: string, sha256: string, content: Uint8Array): Promise<boolean> {
    const object = this.#object(id, sha256);
    return callAws({ operation: 'PutObject', subject: object.Key }, async () => {
      try {
        await this.#s3.send(new PutObjectCommand({ ...object, Body: content, IfNoneMatch: '*' }));
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'PreconditionFailed') return false;
        throw error;
      }
    });
  }

  /** Null if there is no such content. */
  async get(id: string, sha256: string): Promise<Uint8Array | null> {
    const object = this.#object(id, sha256);
    return callAws({ operation: 'GetObject', subject: object.Key }, () =>
      unlessMissing(async () => {
        const { Body } = await this.#s3.send(new GetObjectCommand(object));
        return (await Body?.transformToByteArray()) ?? new Uint8Array();
      }),
    );
  }

  /** The bytes of content; null if there is none. */
  async size(id: string, sha256: string): Promise<number | null> {
    const object = this.#object(id, sha256);
    return callAws({ operation: 'HeadObject', subject: object.Key }, () =>
      unlessMissing(async () => (await this.#s3.send(new HeadObjectCommand(object))).ContentLength ?? 0),
    );
  }

  /** All that is stored under an id. */
  async list(id: string): Promise<StoredLabFile[]> {
    const prefix = this.#object(id, '').Key;
    const pages = paginateListObjectsV2({ client: this.#s3 }, { Bucket: this.#bucket, Prefix: prefix });
    return callAws({ operation: 'ListObjectsV2', subject: prefix }, async () => {
      const found: StoredLabFile[] = [];
      for await (const { Contents = [] } of pages)
        for (const { Key = '', Size = 0, LastModified = new Date(0) } of Contents)
          found.push({ sha256: Key.slice(prefix.length), bytes: Size, storedAt: LastModified });
      return found;
    });
  }

  /** Deletes content. Safe to repeat. */
  async remove(id: string, sha256: string): Promise<void> {
    const object = this.#object(id, sha256);
    await callAws({ operation: 'DeleteObject', subject: object.Key }, () =>
      this.#s3.send(new DeleteObjectCommand(object)),
    );
  }

  /** Deletes all that is stored under an id. Safe to repeat. */
  async removeAll(id: string): Promise<void> {
    for (const { sha256 } of await this.list(id)) await this.remove(id, sha256);
  }

  #object(id: string, sha256: string) {
    return { Bucket: this.#bucket, Key: `${this.#folder}/${id}/${sha256}` };
  }
}

/** S3 answers HEAD without a body, and so without the name of its error. */
async function unlessMissing<T>(send: () => Promise<T>): Promise<T | null> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name)) return null;
    throw error;
  }
}
