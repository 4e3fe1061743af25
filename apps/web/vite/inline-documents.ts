import type { Plugin } from 'vite';

const call = /graphql\(\s*`\s*(query|mutation|subscription|fragment)\s+(\w+)[^`]*`,?\s*\)/g;
const importLine = /^import \{ graphql \} from '([^']*)\/gql\.ts';$/m;

/** Replaces each `graphql(…)` call by its generated document. */
export function inlineDocuments(code: string): string {
  const folder = importLine.exec(code)?.[1];
  if (!folder) return code;
  const names = new Set<string>();
  const inlined = code.replace(call, (_, kind: string, name: string) => {
    const document = `${name}${kind === 'fragment' ? 'FragmentDoc' : 'Document'}`;
    names.add(document);
    return document;
  });
  return inlined.replace(importLine, `import { ${[...names].join(', ')} } from '${folder}/graphql.ts';`);
}

/** Without this plugin, `graphql()` looks up documents by text at run time, and every page loads all documents. */
export function inlineDocumentsPlugin(): Plugin {
  return {
    name: 'pineapple:inline-documents',
    enforce: 'pre',
    transform: {
      filter: { id: /\/documents\.ts$/ },
      handler: (code) => ({ code: inlineDocuments(code), map: null }),
    },
  };
}
