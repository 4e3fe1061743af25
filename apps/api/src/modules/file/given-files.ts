import {
  type ContainerFile,
  fail,
  isSha256,
  ok,
  parseId,
  quoted,
  type Result,
  type StoredContent,
  storedContents,
} from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { findLab } from '../lab/find-lab.ts';

/** A file as a caller gives it: a text, or the hash of content that was sent before. */
export interface GivenFile extends Pick<ContainerFile, 'path' | 'mode'> {
  readonly content: string | null;
  readonly sha256: string | null;
}

/**
 * The given files as a lab has them. Content that is not stored for the lab is refused.
 *
 * @param id of the lab, or of a node in it. One that the viewer may not see has no stored content.
 * @param path of the files in the input
 */
export async function findGivenFiles(
  id: string,
  files: readonly GivenFile[],
  path: readonly string[],
  context: RequestContext,
): Promise<Result<readonly ContainerFile[], Failure>> {
  if (files.every(({ sha256 }) => sha256 === null)) return ok(files.map((file) => toFile(file)));
  const parsed = parseId(id);
  const labId = parsed !== null && 'labId' in parsed ? parsed.labId : id;
  const known = await knownContents(labId, context);
  const found: ContainerFile[] = [];
  const issues: { readonly path: readonly string[]; readonly message: string }[] = [];
  for (const [index, file] of files.entries()) {
    const at = [...path, String(index), 'sha256'];
    const stored = file.sha256 === null ? null : await known(file.sha256);
    if (file.sha256 !== null && (file.content ?? '') !== '')
      issues.push({
        path: at,
        message: `${quoted(file.path)} has both content and sha256. Give one of them.`,
      });
    else if (file.sha256 !== null && stored === null)
      issues.push({
        path: at,
        message: `The lab has no stored content with the SHA-256 ${quoted(file.sha256)}. Send it first, with PUT /files/${labId}.`,
      });
    else found.push(toFile(file, stored));
  }
  if (issues.length === 0) return ok(found);
  return fail({ kind: 'validation', message: issues.map(({ message }) => message).join(' '), issues });
}

type FindContent = (sha256: string) => Promise<StoredContent | null>;

async function knownContents(labId: string, context: RequestContext): Promise<FindContent> {
  const lab = await findLab(labId, context);
  if (lab === null) return () => Promise.resolve(null);
  const present = new Map(storedContents(lab.desired.containers).map((each) => [each.sha256, each]));
  return async (sha256) => {
    const known = present.get(sha256);
    if (known || !isSha256(sha256)) return known ?? null;
    const bytes = await context.services.files.size(labId, sha256);
    return bytes === null ? null : { sha256, bytes };
  };
}

function toFile({ path, content, mode }: GivenFile, stored: StoredContent | null = null): ContainerFile {
  return { path, content: content ?? '', mode, ...(stored && { stored }) };
}
