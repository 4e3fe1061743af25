/** A GraphQL operation to send. */
interface SnippetOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** A curl command. @param origin of the site, such as https://labs.example.org */
export function curlSnippet({ query, variables }: SnippetOperation, origin: string): string {
  const body = JSON.stringify({ query, variables }, null, 2).replaceAll("'", String.raw`'\''`);
  return `curl ${origin}/graphql \\
  -H "Authorization: Bearer $PINEAPPLE_TOKEN" \\
  -H 'Content-Type: application/json' \\
  --data-binary '${body}'`;
}

/** A module for Node 22 or newer, with graphql-ws as its only dependency. */
export function graphqlWsSnippet({ query, variables }: SnippetOperation, origin: string): string {
  const template = query.replace(/[\\`]|\$\{/g, String.raw`\$&`).replaceAll('\n', '\n    ');
  const data = JSON.stringify(variables, null, 2).replaceAll('\n', '\n  ');
  return `import { createClient } from 'graphql-ws';

const client = createClient({
  url: '${origin.replace(/^http/, 'ws')}/graphql',
  connectionParams: { authorization: \`Bearer \${process.env.PINEAPPLE_TOKEN}\` },
});
const events = client.iterate({
  query: \`
    ${template}
  \`,
  variables: ${data},
});
for await (const { data, errors } of events) {
  console.log(JSON.stringify(data ?? errors, null, 2));
}
`;
}

/** A link that opens the playground with the operation. It is in the hash, so that no server logs it. */
export function playgroundLink({ query, variables }: SnippetOperation): string {
  const parts = new URLSearchParams({ query, variables: JSON.stringify(variables, null, 2) });
  return `/graphql#${parts}`;
}
