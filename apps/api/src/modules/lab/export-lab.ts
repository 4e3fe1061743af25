import { type LabFileFormat, writeLab } from '@pineapple/lab-files';
import type { LabExport } from '../../graphql/generated/schema-types.ts';
import type { RequestContext } from '../../context/request-context.ts';
import { requestError } from '../../context/request-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';

/** A lab as files. @throws GraphQLError BAD_USER_INPUT for a format that labs can't be written in */
export function exportLab(
  { desired }: LabSnapshot,
  format: LabFileFormat,
  { services }: RequestContext,
): LabExport {
  if (format !== 'PINEAPPLE') {
    const message = `Labs can't be exported in the format ${format}. Use PINEAPPLE.`;
    throw requestError('BAD_USER_INPUT', message);
  }
  const { path, content } = writeLab(desired, services.labSchemaUrl);
  return { files: [{ path, contentBase64: Buffer.from(content).toString('base64') }], notes: [] };
}
