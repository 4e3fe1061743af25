import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { anyDraft, makeLab } from '../testing/any-draft.ts';
import { writeLab } from '../write-lab-files.ts';

const packed = readFileSync(new URL('../testing/clab.schema.json.gz', import.meta.url));
const schema = JSON.parse(gunzipSync(packed).toString()) as object;
const isTopology = new Ajv({ strict: false, validateFormats: false }).compile(schema);

it('writes what the schema of containerlab itself allows', () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      const { files } = writeLab(makeLab(draft), 'CONTAINERLAB', null);
      const text = new TextDecoder().decode(files.find(({ path }) => path.endsWith('.clab.yml'))?.content);
      const errors = isTopology(parse(text)) ? [] : isTopology.errors;
      expect(errors, text).toEqual([]);
    }),
    { numRuns: 30 },
  );
  expect(isTopology({ name: 'x', topology: { nodes: { a: { unknown: 1 } } } })).toBe(false);
});
