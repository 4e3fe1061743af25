import { type LabFileFormat, writeLab } from '@pineapple/lab-files';
import type { LabExport } from '../../graphql/generated/schema-types.ts';
import type { RequestContext } from '../../context/request-context.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';

/** A lab as files of a format, with notes of what the format can't say. */
export function exportLab(
  { desired }: LabSnapshot,
  format: LabFileFormat,
  { services }: RequestContext,
): LabExport {
  const { files, notes } = writeLab(desired, format, services.labSchemaUrl);
  return {
    files: files.map(({ path, content }) => ({
      path,
      contentBase64: Buffer.from(content).toString('base64'),
    })),
    notes: [...notes],
  };
}
