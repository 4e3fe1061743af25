import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { validateLab } from '@pineapple/cli/validate-lab';
import type { LabFileNote } from '@pineapple/lab-files';

/*
 * Counts how many of the labs in folders can be imported, and says why the others can't: node scripts/count-labs.ts FOLDER…
 * It reads topologies of containerlab and labs of Kathará with the importer of the product, and makes nothing.
 */

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, list: { type: 'boolean' } },
});
if (positionals.length === 0) {
  console.error('Usage: node scripts/count-labs.ts FOLDER… [--list] [--json]');
  process.exit(2);
}

interface CountedLab {
  readonly path: string;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** The files below a folder that describe a lab of others. */
function labsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return /^(?:\.git|node_modules|clab-.*)$/.test(entry.name) ? [] : labsBelow(path);
    return entry.isFile() && describesLab(path) ? [path] : [];
  });
}

function describesLab(path: string): boolean {
  if (/(?:^|\/)lab\.conf$|\.clab\.ya?ml$/.test(path)) return true;
  return /\.ya?ml$/.test(path) && /^topology:\s*\n(?:.*\n)*? +nodes:/m.test(readFileSync(path, 'utf8'));
}

/** Notes of one kind are the same but for what they quote and count. */
function kindOf({ message }: LabFileNote): string {
  const [kind = ''] = message
    .replace(/'[^']*'|"[^"]*"/g, '…')
    .replace(/\d[\d,]*/g, 'N')
    .replace(/Images that run here:.*/, '')
    .trim()
    .match(/^.*?[.:](?= |$).*?(?:\. |$)|^.*$/) ?? [''];
  return kind.trim();
}

async function count(path: string): Promise<CountedLab> {
  const outcome = await validateLab({ name: 'validate', path, format: null, json: true });
  const { notes } = JSON.parse(outcome.text) as { readonly notes: readonly LabFileNote[] };
  const kinds = (severity: string): readonly string[] => [
    ...new Set(notes.filter((note) => note.severity === severity).map(kindOf)),
  ];
  return { path, errors: kinds('ERROR'), warnings: kinds('WARNING') };
}

/** How many labs have each kind of note, the most frequent first. */
function frequencies(
  labs: readonly CountedLab[],
  of: 'errors' | 'warnings',
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const kind of labs.flatMap((lab) => lab[of])) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

const labs: CountedLab[] = [];
for (const folder of positionals) {
  for (const path of labsBelow(folder)) {
    const lab = await count(path);
    labs.push({ ...lab, path: relative(process.cwd(), path) });
  }
}
const importable = labs.filter(({ errors }) => errors.length === 0);
const errors = frequencies(labs, 'errors');
const warnings = frequencies(importable, 'warnings');

if (values.json) {
  console.log(
    JSON.stringify(
      { labs: labs.length, importable: importable.length, errors, warnings, list: labs },
      null,
      2,
    ),
  );
} else {
  const table = (rows: readonly (readonly [string, number])[]): string =>
    rows.map(([kind, number]) => `${String(number).padStart(5)}  ${kind}`).join('\n');
  console.log(`${importable.length} of ${labs.length} labs can be imported.`);
  if (errors.length > 0) console.log(`\nWhy the others can't, by the number of labs:\n${table(errors)}`);
  if (warnings.length > 0) console.log(`\nWhat is left out of those that can:\n${table(warnings)}`);
  if (values.list)
    for (const lab of labs) console.log(`${lab.errors.length === 0 ? 'ok ' : 'NO '} ${lab.path}`);
}
