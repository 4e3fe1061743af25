import { describe, expect, it } from 'vitest';
import { inlineDocuments } from './inline-documents.ts';

describe('GraphQL documents in the build', () => {
  it('are imported directly instead of looked up by text', () => {
    const code = [
      "import { graphql } from '../../generated/gql.ts';",
      'export const labQuery = graphql(`\n  query Lab($id: ID!) {\n    lab(id: $id) { id }\n  }\n`);',
      'export const labFields = graphql(`\n  fragment LabFields on Lab { id }\n`);',
    ].join('\n');
    expect(inlineDocuments(code)).toBe(
      [
        "import { LabDocument, LabFieldsFragmentDoc } from '../../generated/graphql.ts';",
        'export const labQuery = LabDocument;',
        'export const labFields = LabFieldsFragmentDoc;',
      ].join('\n'),
    );
  });

  it('leave other files unchanged', () => {
    expect(inlineDocuments('export const a = 1;')).toBe('export const a = 1;');
  });
});
