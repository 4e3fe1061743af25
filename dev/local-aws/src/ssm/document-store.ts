import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../http/aws-error.ts';
import type { State, StateTable } from '../state.ts';
import { parseDocument, type DocumentContent } from './document-content.ts';
import { parseSessionDocument, type SessionDocument } from './sessions/session-document.ts';

const documentRecord = z.object({
  name: z.string(),
  type: z.enum(['Command', 'Session']).default('Command'),
  defaultVersion: z.string(),
  versions: z
    .array(z.object({ version: z.string(), content: z.string(), hash: z.string(), createdAt: z.string() }))
    .min(1),
});

export type DocumentRecord = z.infer<typeof documentRecord>;
export type DocumentType = DocumentRecord['type'];
export type DocumentVersion = DocumentRecord['versions'][number];

/** Command and session documents and all their versions, in memory and on disk. */
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

  /** The document with a name and type. @throws AwsError InvalidDocument */
  getOf(type: DocumentType, name: string): DocumentRecord {
    const record = this.get(name);
    if (record.type === type) return record;
    throw new AwsError(
      'InvalidDocument',
      `Document ${name} is of type ${record.type}; this takes one of type ${type}.`,
    );
  }

  async create(name: string, type: DocumentType, content: string): Promise<DocumentRecord> {
    const first = versionOf(type, '1', content);
    if (this.#documents.has(name)) {
      throw new AwsError('DocumentAlreadyExists', `Document with same name ${name} already exists`);
    }
    return this.#save({ name, type, defaultVersion: '1', versions: [first] });
  }

  /** Adds a version without changing the default. */
  async addVersion(name: string, content: string): Promise<DocumentRecord> {
    const record = this.get(name);
    const next = versionOf(record.type, String(record.versions.length + 1), content);
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

/** The content of a document's version. */
export function contentOf(
  type: DocumentType,
  { content }: DocumentVersion,
): DocumentContent | SessionDocument {
  return type === 'Session' ? parseSessionDocument(content) : parseDocument(content);
}

function versionOf(type: DocumentType, version: string, content: string): DocumentVersion {
  if (type === 'Session') parseSessionDocument(content);
  else parseDocument(content);
  const hash = createHash('sha256').update(content).digest('hex');
  return { version, content, hash, createdAt: new Date().toISOString() };
}
