import { storedContents } from '@pineapple/core';
import { type LabFileFormat, writeLab } from '@pineapple/lab-files';
import type { LabExport } from '../../graphql/generated/schema-types.ts';
import type { RequestContext } from '../../context/request-context.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';

/** A lab as files of a format, with notes of what the format can't say. */
export async function exportLab(
  { desired }: LabSnapshot,
  format: LabFileFormat,
  { services }: RequestContext,
): Promise<LabExport> {
  const contents = new Map<string, Uint8Array>();
  for (const { sha256 } of storedContents(desired.containers)) {
    const bytes = await services.files.get(desired.id, sha256);
    if (bytes !== null) contents.set(sha256, bytes);
  }
  const { files, notes } = writeLab(desired, format, services.labSchemaUrl, contents);
  return {
    files: files.map(({ path, content }) => ({
      path,
      contentBase64: Buffer.from(content).toString('base64'),
    })),
    notes: [...notes],
  };
}
