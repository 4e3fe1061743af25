import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  cleanUpOnSignals,
  ensureEngine,
  ensureImages,
  openTemporaryRun,
  repositoryRoot,
  streamProgress,
} from '@pineapple/launcher';
import { sizeOptions } from './scale/sizes.ts';
import { passes, ratioOf, type Benchmark, type Measurement } from './src/measurement.ts';
import { renderTable } from './src/report.ts';

/** Each is imported only when it runs, so that one does not need the dependencies of the others. */
const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  'fan-out': async () => (await import('./fan-out.ts')).fanOut,
  'lab-query': async () => (await import('./lab-query.ts')).labQuery,
  canvas: async () => (await import('./canvas.ts')).canvas,
  'create-to-ready': async () => (await import('./create-to-ready.ts')).createToReady,
  build: async () => (await import('./build.ts')).build,
  connect: async () => (await import('./connect.ts')).connect,
  'reach-matrix': async () => (await import('./reach-matrix.ts')).reachMatrix,
  'link-quality': async () => (await import('./link-quality.ts')).linkQuality,
  'link-rates': async () => (await import('./link-rates.ts')).linkRates,
  captures: async () => (await import('./captures.ts')).captures,
  terminals: async () => (await import('./terminals.ts')).terminals,
  'lab-of-twenty': async () => (await import('./lab-of-twenty.ts')).labOfTwenty,
  'thirty-labs': async () => (await import('./thirty-labs.ts')).thirtyLabs,
  import: async () => (await import('./import.ts')).importLab,
  memory: async () => (await import('./memory.ts')).memory,
  scale: async () => (await import('./scale.ts')).scale,
};

const withoutDocker: ReadonlySet<string> = new Set(['fan-out', 'lab-query', 'canvas', 'scale', 'link-rates']);

const { positionals: asked } = parseArgs({ options: sizeOptions, allowPositionals: true });
const unknown = asked.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(
    `Unknown benchmark: ${unknown.join(', ')}. Choose from: ${Object.keys(benchmarks).join(', ')}.`,
  );
  process.exit(2);
}

await using run = await openTemporaryRun();
cleanUpOnSignals(run);
const chosen = Object.entries(benchmarks).filter(([name]) => asked.length === 0 || asked.includes(name));

// The products of all benchmarks share an engine that has the images. To fill a new one takes longer than to measure.
await using _engine = chosen.every(([name]) => withoutDocker.has(name)) ? null : await openEngine();

const measurements: Measurement[] = [];
for (const [name, load] of chosen) {
  const benchmark = await load();
  console.log(`\n${name}`);
  measurements.push(...(await benchmark((text) => console.log(`  ${text}`))));
}

console.log(`\n${renderTable(measurements)}`);
const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
const results = measurements.map((measurement) => {
  return { ...measurement, ratio: ratioOf(measurement), passed: passes(measurement) };
});
const file = new URL('results.json', import.meta.url);
await writeFile(file, `${JSON.stringify({ at: new Date().toISOString(), machine, results }, null, 2)}\n`);
if (!results.every((result) => result.passed)) process.exitCode = 1;

/** Makes the engine of `npm start` and `npm test` that of the products as well. */
async function openEngine() {
  const progress = streamProgress(process.stdout);
  const environment = process.env;
  const started = await ensureEngine({
    dataDir: join(repositoryRoot, '.pineapple'),
    runDir: run.directory,
    environment,
    progress,
    onRestart: (reason) => progress.note(reason),
  });
  await ensureImages(started.dockerHost, join(repositoryRoot, 'images'), environment, progress);
  process.env['DOCKER_HOST'] = started.dockerHost;
  return started;
}
