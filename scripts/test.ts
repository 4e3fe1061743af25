import { readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  ensureEngine,
  ensureImages,
  ensurePrograms,
  isRootOnLinux,
  repositoryRoot as root,
  runDirectory,
  SetupError,
  streamProgress,
} from '@pineapple/launcher';

const progress = streamProgress(process.stdout);
const dataDir = join(root, '.pineapple');

/** What a reviewer would run, besides the tests. */
const checks = ['codegen:check', 'format:check', 'lint', 'types', 'boundaries'];

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

async function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code === 0;
}

/** Runs all test projects; a file that could not even be loaded counts as a failure of its own. */
async function runTests(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<Totals> {
  const report = join(dataDir, 'test-report.json');
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ended = await run('pnpm', ['exec', 'vitest', 'run', ...reporters, ...args], env);
  const result = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    testResults: { status: string; assertionResults: { status: string }[] }[];
  };
  const unloaded = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = result.numFailedTests + unloaded;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && !ended ? 1 : failed,
    skipped: result.numPendingTests,
  };
}

async function main(): Promise<boolean> {
  process.stdout.write('Pineapple Networks: tests\n');
  if (isRootOnLinux()) {
    await ensurePrograms(
      {
        chromium: 'chromium',
        ip: 'iproute2',
        nft: 'nftables',
        curl: 'curl',
        haproxy: 'haproxy',
        'redis-server': 'redis-server',
        shellcheck: 'shellcheck',
        socat: 'socat',
      },
      process.env,
      progress,
    );
  }
  await using engine = await ensureEngine({
    dataDir,
    runDir: runDirectory(dataDir),
    environment: process.env,
    progress,
    onRestart: (reason) => progress.note(reason),
  });
  await ensureImages(engine.dockerHost, join(root, 'images'), process.env, progress);
  const env = { ...process.env, DOCKER_HOST: engine.dockerHost };
  const chosen = process.argv.slice(2);
  const totals = await runTests(env, chosen);
  if (chosen.length === 0) {
    for (const check of checks) {
      if (await run('pnpm', ['run', '--silent', check], env)) continue;
      process.stdout.write(`\n  ✗ pnpm run ${check} failed\n`);
      totals.failed += 1;
    }
  }
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
  process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed${skipped}\n`);
  return totals.failed === 0 && totals.passed > 0;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  const text =
    error instanceof SetupError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\n${text}\n`);
  process.exitCode = 1;
}
