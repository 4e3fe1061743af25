import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlSnippet, graphqlWsSnippet, playgroundLink } from './snippets.ts';

const operation = {
  query: "query Odd($name: String!) {\n  labs { nodes { name } } # `a\\b` ${c} d'e\n}",
  variables: { name: "it's `$HOME` \\ ${x}" },
};

describe('a snippet', () => {
  it('for curl sends the exact operation, including all kinds of quotes', () => {
    const sent = execFileSync('sh', [
      '-c',
      `curl() { for last; do :; done; printf %s "$last"; }\n${curlSnippet(operation, 'http://x')}`,
    ]);
    expect(JSON.parse(sent.toString())).toEqual(operation);
  });

  it('for graphql-ws contains the exact operation', async () => {
    const code = graphqlWsSnippet(operation, 'https://labs.example.org');
    const given = /client\.iterate\((\{.*?\n\})\);/s.exec(code)?.[1] ?? '';
    const module = await import(`data:text/javascript,export default ${encodeURIComponent(given)}`);
    expect(module.default.variables).toEqual(operation.variables);
    const lines = (text: string): string[] =>
      text
        .trim()
        .split('\n')
        .map((line) => line.trim());
    expect(lines(module.default.query)).toEqual(lines(operation.query));
    expect(code).toContain("url: 'wss://labs.example.org/graphql'");
  });

  it('for the playground keeps the operation out of server logs', () => {
    const link = new URL(playgroundLink(operation), 'http://x');
    expect([link.pathname, link.search]).toEqual(['/graphql', '']);
    expect(new URLSearchParams(link.hash.slice(1)).get('query')).toBe(operation.query);
  });
});
