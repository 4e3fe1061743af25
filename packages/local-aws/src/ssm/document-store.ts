import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../http/aws-error.ts';
import type { State, StateTable } from '../state.ts';
import { parseDocument } from './document-content.ts';

const documentRecord = z.object({
  name: z.string(),
  defaultVersion: z.string(),
  versions: z
    .array(z.object({ version: z.string(), content: z.string(), hash: z.string(), createdAt: z.string() }))
    .min(1),
});

export type DocumentRecord = z.infer<typeof documentRecord>;
export type DocumentVersion = DocumentRecord['versions'][number];

/** Command documents and all their versions. */
export class DocumentStore {
  readonly #table: StateTable<DocumentRecord>;

  constructor(state: State) {
    this.#table = state.table('documents', documentRecord);
  }

  list(): Promise<DocumentRecord[]> {
    return this.#table.list().then((rows) => rows.map(({ row }) => row));
  }

  /** @throws AwsError InvalidDocument */
  async get(name: string): Promise<DocumentRecord> {
    const record = await this.#table.get(name);
    if (!record) throw new AwsError('InvalidDocument', `Document with name ${name} does not exist.`);
    return record;
  }

  async create(name: string, content: string): Promise<DocumentRecord> {
    const first = versionOf('1', content);
    if (await this.#table.get(name)) {
      throw new AwsError('DocumentAlreadyExists', `Document with same name ${name} already exists`);
    }
    const record = { name, defaultVersion: '1', versions: [first] };
    await this.#table.put(name, record);
    return record;
  }

  /** Adds a version; the default stays what it was. */
  async addVersion(name: string, content: string): Promise<DocumentRecord> {
    const record = await this.get(name);
    const next = versionOf(String(record.versions.length + 1), content);
    if (record.versions.some((version) => version.hash === next.hash)) {
      throw new AwsError(
        'DuplicateDocumentContent',
        'The content of the association document matches another document. Change the content of the document and try again.',
      );
    }
    const changed = { ...record, versions: [...record.versions, next] };
    await this.#table.put(name, changed);
    return changed;
  }

  async setDefault(name: string, version: string): Promise<DocumentRecord> {
    const record = await this.get(name);
    const changed = { ...record, defaultVersion: pickVersion(record, version).version };
    await this.#table.put(name, changed);
    return changed;
  }

  async remove(name: string): Promise<void> {
    await this.get(name);
    await this.#table.delete(name);
  }
}

/** `$DEFAULT`, `$LATEST` or a number. @throws AwsError InvalidDocumentVersion */
export function pickVersion(record: DocumentRecord, wanted = '$DEFAULT'): DocumentVersion {
  const number = wanted === '$DEFAULT' ? record.defaultVersion : wanted;
  const found =
    wanted === '$LATEST' ? record.versions.at(-1) : record.versions.find(({ version }) => version === number);
  if (!found)
    throw new AwsError('InvalidDocumentVersion', `Document ${record.name} has no version ${wanted}.`);
  return found;
}

function versionOf(version: string, content: string): DocumentVersion {
  parseDocument(content);
  const hash = createHash('sha256').update(content).digest('hex');
  return { version, content, hash, createdAt: new Date().toISOString() };
}
