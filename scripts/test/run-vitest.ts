import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '@pineapple/launcher';
import { type ProgramOptions, runProgram } from './run-program.ts';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * Runs vitest and counts its tests. A file that can't be loaded counts as one failure, and so does a run that fails
 * without a failed test.
 *
 * @param name names the report, `.pineapple/test-reports/<name>.json`
 */
export async function runVitest(
  name: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<Totals> {
  const report = join(repositoryRoot, '.pineapple/test-reports', `${name}.json`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = join(repositoryRoot, 'node_modules/vitest/vitest.mjs');
  const succeeded = await runProgram(process.execPath, [vitest, 'run', ...reporters, ...args], options);
  const totals = totalsOf(report);
  return totals.failed === 0 && !succeeded ? { ...totals, failed: 1 } : totals;
}

function totalsOf(path: string): Totals {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    // vitest ended before it wrote its report.
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests,
  };
}
