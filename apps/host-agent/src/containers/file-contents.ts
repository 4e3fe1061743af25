import { hash } from 'node:crypto';
import { AwsError, type LabFiles } from '@pineapple/aws';
import type { ContainerFile } from '@pineapple/core';

/** Where the contents of labs' files, of snapshots and of builds are stored. */
export interface StoredFiles extends Pick<LabFiles, 'get' | 'putOnce'> {
  contexts(): Pick<LabFiles, 'get'>;
}

/** A file with all that it is to contain. */
export interface WholeFile extends Pick<ContainerFile, 'path' | 'mode'> {
  readonly content: string | Buffer;
}

/** S3 tells a host, which may not list what is there, that it may not read what is missing. */
export function noneIfDenied(error: unknown): null {
  if (error instanceof AwsError && error.code === 'AccessDenied') return null;
  throw error;
}

/**
 * Files of a lab with their contents.
 * @throws Error when stored content can't be read, is gone or is not what was stored
 */
export function withContents(
  labId: string,
  files: readonly ContainerFile[],
  stored: StoredFiles,
): Promise<WholeFile[]> {
  return Promise.all(
    files.map(async ({ path, mode, content, stored: reference }) => {
      if (!reference) return { path, mode, content };
      const { sha256 } = reference;
      const bytes = await stored.get(labId, sha256).catch(noneIfDenied);
      if (bytes === null)
        throw new Error(
          `The content of ${path} is no longer stored, or this host may not read it. Add the file to the container again.`,
        );
      if (hash('sha256', bytes) !== sha256)
        throw new Error(`The stored content of ${path} is damaged. Add the file to the container again.`);
      return { path, mode, content: Buffer.from(bytes) };
    }),
  );
}
