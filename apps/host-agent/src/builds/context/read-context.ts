import { hash } from 'node:crypto';
import { type ContextEntry, unpackContext } from '@pineapple/build-context';
import type { ManifestDockerfile } from '@pineapple/core';
import { noneIfDenied, type StoredFiles } from '../../containers/file-contents.ts';
import { BuildFailure } from '../build-failure.ts';

/** The files that a Dockerfile copies; none without a context. @throws BuildFailure if they are gone, and AwsError */
export async function readContext(
  { context }: Pick<ManifestDockerfile, 'context'>,
  files: Pick<StoredFiles, 'contexts'>,
): Promise<readonly ContextEntry[]> {
  if (!context) return [];
  const { ownerId, sha256 } = context;
  const archive = await files.contexts().get(ownerId, sha256).catch(noneIfDenied);
  if (archive === null) throw new BuildFailure('Its build context is no longer stored. Send it again.');
  if (hash('sha256', archive) !== sha256)
    throw new BuildFailure('Its stored build context is damaged. Send it again.');
  return unpackContext(archive);
}
