import { checkOwnImage, fail, quoted, type Result } from '@pineapple/core';
import type { StoredImage } from '@pineapple/store';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { startImage } from './start-image.ts';
import { findContext } from './store-context.ts';

interface BuildImage {
  readonly name: string;
  readonly dockerfile: string;
  /** The hash of a build context that was sent before. */
  readonly contextSha256?: string | null;
}

/** Stores a Dockerfile of the viewer and has a host build it. */
export async function buildImage(
  { name, dockerfile, contextSha256 = null }: BuildImage,
  context: RequestContext,
): Promise<Result<StoredImage, Failure>> {
  const files = contextSha256 === null ? null : await findContext(contextSha256, context);
  if (contextSha256 !== null && files === null) return fail(noContext(contextSha256));
  const checked = checkOwnImage({ name, dockerfile, context: files }, context.services.catalogue.entries);
  if (!checked.ok) return checked;
  const content = [dockerfile, ...(files ? [files.sha256] : [])];
  return startImage({ name, dockerfile, context: files, pulledFrom: null, content }, context);
}

function noContext(sha256: string): Failure {
  const message = `You have no stored build context with the SHA-256 ${quoted(sha256)}. Send it first, with PUT /build-contexts.`;
  return { kind: 'validation', message, issues: [{ path: ['contextSha256'], message }] };
}
