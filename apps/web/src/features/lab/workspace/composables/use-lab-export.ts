import { FaultError, useApi } from '../../../../client/api-client.ts';
import type { LabFileFormat } from '../../../../generated/graphql.ts';
import type { Message } from '../../../../ui/page/toasts.ts';
import { saveFile } from '../../../../ui/save-file.ts';
import { exportedLabQuery } from '../documents.ts';
import { packExport } from '../menu/lab-exports.ts';

interface LabExportOptions {
  lab(): { readonly id: string; readonly name: string };
  show(message: Message): void;
}

/** Saves a lab as files. */
export function useLabExport({ lab, show }: LabExportOptions): (format: LabFileFormat) => Promise<void> {
  const api = useApi();
  return async (format) => {
    const { id, name } = lab();
    try {
      const { lab: found } = await api.query(exportedLabQuery, { id, format });
      if (!found)
        return show({ tone: 'problem', text: 'The lab was deleted, so there is nothing to export.' });
      const { name: fileName, bytes, text } = await packExport(found.exported, name);
      saveFile(new Blob([bytes]), fileName);
      show({ tone: 'done', text });
    } catch (error) {
      if (!(error instanceof FaultError)) throw error;
      const { message, requestId } = error.fault;
      show({ tone: 'problem', text: `The lab could not be exported. ${message}`, requestId });
    }
  };
}
