import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  cleanUpOnSignals,
  launchProduct,
  openTemporaryRun,
  repositoryRoot,
  streamProgress,
} from '@pineapple/launcher';
import { type Target, targets } from './faults.ts';
import { reportRound, reportSummary } from './report.ts';
import { type Round, runChaos } from './rounds.ts';

const { values } = parseArgs({
  // pnpm passes the separator on.
  args: process.argv.slice(2).filter((word) => word !== '--'),
  options: {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '20' },
    only: { type: 'string', multiple: true, default: [...targets] },
  },
});
const isTarget = (name: string): name is Target => (targets as readonly string[]).includes(name);
const only = values.only.flatMap((text) => text.split(','));
const unknown = only.filter((name) => !isTarget(name));
if (unknown.length > 0) {
  process.stderr.write(`Unknown part: ${unknown.join(', ')}. Choose from: ${targets.join(', ')}.\n`);
  process.exit(2);
}

await using run = await openTemporaryRun();
cleanUpOnSignals(run);
// Kept, so that the base image is built once.
const dataDir = join(repositoryRoot, '.pineapple', 'chaos');
// The product starts an engine of its own, because only that one may be killed.
const { DOCKER_HOST: _none, ...environment } = process.env;
await using product = await launchProduct({
  ...{ dataDir, port: 0, awsPort: 0, environment },
  progress: streamProgress(process.stdout),
});
const rounds: Round[] = [];
const options = { product, dataDir, seed: Number(values.seed), rounds: Number(values.rounds) };
for await (const round of runChaos({ ...options, only: only.filter(isTarget) })) {
  rounds.push(round);
  process.stdout.write(`${reportRound(rounds.length, round)}\n`);
}
process.stdout.write(`${reportSummary(rounds)}\n`);
if (rounds.some(({ violations }) => violations.length > 0)) process.exitCode = 1;
