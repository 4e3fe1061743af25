import { parseArgs } from 'node:util';
import { type CountedFeature, countFeature, countImportable } from './lab-ladder/count-ladder.ts';
import { features } from './lab-ladder/features.ts';
import { ladder } from './lab-ladder/ladder.ts';

/*
 * Counts how many of 198 public labs can be imported, by what they contain: node scripts/lab-ladder.ts. For each feature of
 * public labs it imports labs of ours that have it, with the importer of the product. It needs no network, and makes nothing.
 * `count-labs.ts` counts real labs in folders.
 */

const { values } = parseArgs({ options: { json: { type: 'boolean' } } });
const steps = ladder.map(countFeature);
const counted = features.map(countFeature);
const importable = countImportable(steps);
const total = steps.at(-1)?.count ?? 0;

const outcomes = { INFO: 'yes', WARNING: 'in part', ERROR: 'NO' } as const;
const line = ({ name, count, worst, notes }: CountedFeature): string => {
  const row = `${String(count ?? '-').padStart(5)}  ${outcomes[worst].padEnd(7)}  ${name}`;
  return [row, ...notes.map((note) => `${' '.repeat(16)}${note}`)].join('\n');
};

if (values.json) {
  console.log(JSON.stringify({ importable, total, steps, features: counted }, null, 2));
} else {
  console.log(`Labs that can be imported, up to each step:\n${steps.map(line).join('\n')}\n`);
  console.log(`What public labs contain, and how often:\n${counted.map(line).join('\n')}\n`);
  console.log(`${importable} of ${total} labs can be imported without an ERROR.`);
}
process.exitCode = importable >= 150 && counted.every(({ worst }) => worst !== 'ERROR') ? 0 : 1;
