import { randomUUID } from 'node:crypto';
import { fail, nameIssues, readAllowedReference, type Result } from '@pineapple/core';
import type { StoredImage } from '@pineapple/store';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { startImage } from './start-image.ts';

/** Has a host pull an image for the viewer from a registry that the operator allows. */
export async function pullImage(
  { name, reference }: { readonly name: string; readonly reference: string },
  context: RequestContext,
): Promise<Result<StoredImage, Failure>> {
  requireViewer(context);
  const { catalogue, registries } = context.services;
  const allowed = readAllowedReference(reference, registries);
  const issues = nameIssues(name, catalogue.entries);
  if (!allowed.ok) issues.push({ path: ['reference'], message: allowed.error });
  if (!allowed.ok || issues.length > 0)
    return fail({ kind: 'validation', message: issues.map(({ message }) => message).join(' '), issues });
  // The same tag may be another image later.
  const content = [allowed.value, randomUUID()];
  return startImage({ name, dockerfile: '', context: null, pulledFrom: allowed.value, content }, context);
}
