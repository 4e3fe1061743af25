import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildWeb,
  cleanUpOnSignals,
  ensureEngine,
  ensureImages,
  ensurePrograms,
  type Engine,
  isRootOnLinux,
  openTemporaryRun,
  repositoryRoot as root,
  type Run,
  SetupError,
  shareCompiledModules,
  streamProgress,
} from '@pineapple/launcher';
import { runProgram } from './test/run-program.ts';
import { runVitest, type Totals } from './test/run-vitest.ts';

const progress = streamProgress(process.stdout);
const dataDir = join(root, '.pineapple');

/** What a reviewer would run, besides the tests. The longest begin first. */
const checks = ['lint', 'format:check', 'types', 'codegen:check', 'boundaries'];
/** Each check uses one processor. */
const checksAtOnce = 2;

const releaseFile = '/etc/os-release';
const isDebian = existsSync(releaseFile) && /^ID=debian$/m.test(readFileSync(releaseFile, 'utf8'));
/** Chromium's build without windows takes less than half the processor time. Only Debian has a package of it. */
const chromium = isDebian ? 'chromium-headless-shell' : 'chromium';

const programs = {
  // Compiles what containers try on their host.
  cc: 'gcc libc6-dev',
  [chromium]: chromium,
  ip: 'iproute2',
  nft: 'nftables',
  curl: 'curl',
  haproxy: 'haproxy',
  'redis-server': 'redis-server',
  shellcheck: 'shellcheck',
  socat: 'socat',
  tcpdump: 'tcpdump',
};

/** Prepares programs, Docker and images. */
async function prepareDocker(run: Run): Promise<Engine> {
  if (isRootOnLinux()) await ensurePrograms(programs, process.env, progress);
  const engine = await ensureEngine({
    dataDir,
    runDir: run.directory,
    environment: process.env,
    progress,
    onRestart: (reason) => progress.note(reason),
  });
  await ensureImages(engine.dockerHost, join(root, 'images'), process.env, progress);
  return engine;
}

/** Runs one check and shows its output only when it fails. */
async function runCheck(check: string): Promise<Totals> {
  let output = '';
  const print = (text: string): void => void (output += text);
  const passes = async (): Promise<void> => {
    const options = { env: process.env, print };
    if (!(await runProgram('pnpm', ['run', '--silent', check], options))) throw new FailedCheckError();
  };
  try {
    await progress.step(`pnpm run ${check}`, passes);
    return { passed: 0, failed: 0, skipped: 0, failures: [] };
  } catch (error) {
    if (!(error instanceof FailedCheckError)) throw error;
    process.stdout.write(output);
    return { passed: 0, failed: 1, skipped: 0, failures: [`pnpm run ${check}`] };
  }
}

class FailedCheckError extends Error {}

/**
 * Runs every check while Docker is prepared, and then one part of the tests after the other. Each part uses all
 * processors, so parts side by side would take as long and wait for each other beyond their limits.
 */
async function runEverything(docker: Promise<Engine>): Promise<Totals[]> {
  const totals: Totals[] = [];
  const left = checks.values();
  const runLeft = async (): Promise<void> => {
    for (const check of left) totals.push(await runCheck(check));
  };
  const runChecks = async (): Promise<void> => {
    await buildWeb(root, process.env, progress);
    await Promise.all(Array.from({ length: checksAtOnce }, runLeft));
  };
  const [{ dockerHost }] = await Promise.all([docker, runChecks()]);
  for (const part of [['unit', 'web'], ['docker', 'host-wide'], ['sites'], ['e2e'], ['measured']]) {
    const projects = part.flatMap((project) => ['--project', project]);
    const env = { ...process.env, DOCKER_HOST: dockerHost };
    totals.push(await runVitest(part.join('-'), projects, { env }));
  }
  return totals;
}

/** Runs what vitest's arguments choose. */
async function runChosen(docker: Promise<Engine>, args: readonly string[]): Promise<Totals[]> {
  const { dockerHost } = await docker;
  return [await runVitest('chosen', args, { env: { ...process.env, DOCKER_HOST: dockerHost } })];
}

/** @returns whether there were tests and none failed */
async function main(): Promise<boolean> {
  process.stdout.write('Pineapple Networks: tests\n');
  await using run = await openTemporaryRun();
  cleanUpOnSignals(run);
  shareCompiledModules(run);
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => (interrupted = true));
  const docker = prepareDocker(run);
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(async () => (await docker.catch(() => null))?.[Symbol.asyncDispose]());
  const chosen = process.argv.slice(2);
  const totals = await (chosen.length === 0 ? runEverything(docker) : runChosen(docker, chosen));
  // Its programs were stopped, so the totals would be false.
  if (interrupted) return false;
  // Again at the end, because a reader of a log has its end before them.
  const failures = totals.flatMap((each) => each.failures);
  if (failures.length > 0) process.stdout.write(`\nFailed:\n\n${failures.join('\n\n')}\n`);
  const sum = (kind: 'passed' | 'failed' | 'skipped'): number =>
    totals.reduce((total, each) => total + each[kind], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}\n`);
  return sum('failed') === 0 && sum('passed') > 0;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  const text =
    error instanceof SetupError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\n${text}\n`);
  process.exitCode = 1;
}
