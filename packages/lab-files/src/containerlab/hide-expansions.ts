import { Document, visit } from 'yaml';

/**
 * A topology as YAML. containerlab expands variables and templates before it parses, so their signs are written as escapes,
 * which only the parser reads.
 */
export function toTopologyText(topology: object): string {
  const document = new Document(topology, { aliasDuplicateObjects: false });
  const [dollar, brace] = unusedCharacters(JSON.stringify(topology));
  visit(document, {
    Scalar(_key, scalar) {
      if (typeof scalar.value !== 'string' || !/\$|\{\{/.test(scalar.value)) return;
      scalar.value = scalar.value.replaceAll('$', dollar).replaceAll('{{', `${brace}{`);
      scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 }).replaceAll(dollar, '\\u0024').replaceAll(brace, '\\u007b');
}

/** Two characters for private use that are not in a text. */
function unusedCharacters(text: string): readonly [string, string] {
  const unused: string[] = [];
  for (let code = 0xe000; unused.length < 2; code += 1) {
    const character = String.fromCharCode(code);
    if (!text.includes(character)) unused.push(character);
  }
  return [unused[0] ?? '', unused[1] ?? ''];
}
