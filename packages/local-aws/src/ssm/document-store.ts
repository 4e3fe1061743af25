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

/** Command documents and all their versions, in memory and on disk. */
export class DocumentStore {
  readonly #table: StateTable<DocumentRecord>;
  readonly #documents = new Map<string, DocumentRecord>();

  constructor(state: State) {
    this.#table = state.table('documents', documentRecord);
  }

  async load(): Promise<void> {
    for (const { key, row } of await this.#table.list()) this.#documents.set(key, row);
  }

  list(): DocumentRecord[] {
    return [...this.#documents.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): DocumentRecord | null {
    return this.#documents.get(name) ?? null;
  }

  /** @throws AwsError InvalidDocument */
  get(name: string): DocumentRecord {
    const record = this.#documents.get(name);
    if (!record) throw new AwsError('InvalidDocument', `Document with name ${name} does not exist.`);
    return record;
  }

  async create(name: string, content: string): Promise<DocumentRecord> {
    const first = versionOf('1', content);
    if (this.#documents.has(name)) {
      throw new AwsError('DocumentAlreadyExists', `Document with same name ${name} already exists`);
    }
    return this.#save({ name, defaultVersion: '1', versions: [first] });
  }

  /** Adds a version; the default stays what it was. */
  async addVersion(name: string, content: string): Promise<DocumentRecord> {
    const record = this.get(name);
    const next = versionOf(String(record.versions.length + 1), content);
    if (record.versions.some((version) => version.hash === next.hash)) {
      throw new AwsError(
        'DuplicateDocumentContent',
        `Document ${name} has a version with this content already.`,
      );
    }
    return this.#save({ ...record, versions: [...record.versions, next] });
  }

  async setDefault(name: string, version: string): Promise<DocumentRecord> {
    const record = this.get(name);
    return this.#save({ ...record, defaultVersion: pickVersion(record, version).version });
  }

  async remove(name: string): Promise<void> {
    this.get(name);
    this.#documents.delete(name);
    await this.#table.delete(name);
  }

  async #save(record: DocumentRecord): Promise<DocumentRecord> {
    this.#documents.set(record.name, record);
    await this.#table.put(record.name, record);
    return record;
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
