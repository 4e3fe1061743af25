import { z } from 'zod';
import { accountId } from '../account.ts';
import { AwsError } from '../http/aws-error.ts';
import { epochSeconds, jsonOperation, type JsonOperation } from '../http/json-service.ts';
import { contentOf, pickVersion, type DocumentRecord, type DocumentStore } from './document-store.ts';

const name = z.string().regex(/^[a-zA-Z0-9_.-]{3,128}$/);
const version = z.string().regex(/^(?:\$LATEST|\$DEFAULT|[1-9]\d*)$/);
const content = z.string().min(1).max(65_536);
const format = z.enum(['JSON', 'YAML', 'TEXT']).optional();

const createInput = z.object({
  Name: name,
  Content: content,
  DocumentFormat: format,
  DocumentType: z.string().optional(),
});
const updateInput = z.object({
  Name: name,
  Content: content,
  DocumentFormat: format,
  DocumentVersion: version.optional(),
});
const oneInput = z.object({ Name: name, DocumentVersion: version.optional() });
const defaultInput = z.object({ Name: name, DocumentVersion: version });
const nameInput = z.object({ Name: name });

export function documentOperations(documents: DocumentStore): Record<string, JsonOperation> {
  return {
    CreateDocument: jsonOperation(createInput, async (input) => {
      const type = input.DocumentType ?? 'Command';
      if (type !== 'Command' && type !== 'Session') {
        throw new AwsError(
          'InvalidDocumentType',
          `Documents of type ${type} are not offered on this endpoint.`,
        );
      }
      refuseOtherFormats(input.DocumentFormat);
      const record = await documents.create(input.Name, type, input.Content);
      return { DocumentDescription: describe(record) };
    }),
    UpdateDocument: jsonOperation(updateInput, async (input) => {
      refuseOtherFormats(input.DocumentFormat);
      const record = await documents.addVersion(input.Name, input.Content);
      return { DocumentDescription: describe(record, '$LATEST') };
    }),
    UpdateDocumentDefaultVersion: jsonOperation(defaultInput, async (input) => {
      const record = await documents.setDefault(input.Name, input.DocumentVersion);
      return { Description: { Name: record.name, DefaultVersion: record.defaultVersion } };
    }),
    DescribeDocument: jsonOperation(oneInput, (input) => ({
      Document: describe(documents.get(input.Name), input.DocumentVersion),
    })),
    GetDocument: jsonOperation(oneInput, (input) => {
      const record = documents.get(input.Name);
      const found = pickVersion(record, input.DocumentVersion);
      return {
        Name: input.Name,
        DocumentVersion: found.version,
        Status: 'Active',
        Content: found.content,
        DocumentType: record.type,
        DocumentFormat: 'JSON',
        CreatedDate: epochSeconds(found.createdAt),
      };
    }),
    ListDocuments: jsonOperation(z.object({}), () => ({
      DocumentIdentifiers: documents.list().map((record) => ({
        Name: record.name,
        DocumentVersion: record.defaultVersion,
        DocumentType: record.type,
        DocumentFormat: 'JSON',
        SchemaVersion: contentOf(record.type, pickVersion(record)).schemaVersion,
        PlatformTypes: ['Linux', 'MacOS'],
        Owner: accountId,
      })),
    })),
    DeleteDocument: jsonOperation(nameInput, async (input) => {
      await documents.remove(input.Name);
      return {};
    }),
  };
}

function refuseOtherFormats(given: z.infer<typeof format>): void {
  if (given && given !== 'JSON') {
    throw new AwsError(
      'InvalidDocumentContent',
      `Documents in ${given} are not offered on this endpoint; give JSON.`,
    );
  }
}

function describe(record: DocumentRecord, wanted?: string): object {
  const version = pickVersion(record, wanted);
  const document = contentOf(record.type, version);
  return {
    Name: record.name,
    Hash: version.hash,
    HashType: 'Sha256',
    Owner: accountId,
    CreatedDate: epochSeconds(version.createdAt),
    Status: 'Active',
    DocumentVersion: version.version,
    LatestVersion: record.versions.at(-1)?.version,
    DefaultVersion: record.defaultVersion,
    Description: document.description,
    Parameters: Object.entries(document.parameters).map(([name, { type, description, default: value }]) => ({
      Name: name,
      Type: type,
      ...(description === undefined ? {} : { Description: description }),
      ...(value === undefined ? {} : { DefaultValue: String(value) }),
    })),
    PlatformTypes: ['Linux', 'MacOS'],
    DocumentType: record.type,
    SchemaVersion: document.schemaVersion,
    DocumentFormat: 'JSON',
    Tags: [],
  };
}
