import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { repositoryRoot } from '@pineapple/launcher';
import { outsideErrorsVariable } from './errors-outside-tests.ts';
import { type ProgramOptions, runProgram } from './run-program.ts';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** A paragraph for each failure: which test of which file, and the first lines of why. */
  readonly failures: readonly string[];
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  readonly name: string;
  readonly status: string;
  /** Why the file could not be loaded. */
  readonly message: string;
  readonly assertionResults: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly failureMessages: readonly string[] | null;
  }[];
}

/** Lines of an error that a list of failures shows. */
const shownLines = 12;

/**
 * Runs vitest and counts its tests. A file that can't be loaded counts as one failure, and so does each error outside
 * the tests by which a run fails.
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
  const outside = join(repositoryRoot, '.pineapple/test-reports', `${name}-outside.json`);
  rmSync(outside, { force: true });
  const reporters = ['default', 'json', fileURLToPath(new URL('errors-outside-tests.ts', import.meta.url))];
  const chosen = [...reporters.map((reporter) => `--reporter=${reporter}`), `--outputFile.json=${report}`];
  const vitest = join(repositoryRoot, 'node_modules/vitest/vitest.mjs');
  const succeeded = await runProgram(process.execPath, [vitest, 'run', ...chosen, ...args], {
    ...options,
    env: { ...options.env, [outsideErrorsVariable]: outside },
  });
  const totals = totalsOf(report);
  if (succeeded) return totals;
  const failures = outsideErrorsIn(outside).map(
    (error) => `${name}, outside its tests\n${firstLines(error)}`,
  );
  if (totals.failed === 0 && failures.length === 0)
    failures.push(`${name}: vitest failed without a failed test.`);
  return {
    ...totals,
    failed: totals.failed + failures.length,
    failures: [...totals.failures, ...failures],
  };
}

function outsideErrorsIn(path: string): string[] {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as string[];
  } catch {
    // vitest ended before it wrote them.
    return [];
  }
}

function totalsOf(path: string): Totals {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    // vitest ended before it wrote its report.
    return { passed: 0, failed: 0, skipped: 0, failures: [] };
  }
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests,
    failures: report.testResults.flatMap(describeFailures),
  };
}

function describeFailures({ name, status, message, assertionResults }: FileReport): string[] {
  const file = relative(repositoryRoot, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [`${file}\n${firstLines(message)}`];
  return failed.map(
    ({ fullName, failureMessages }) =>
      `${file} > ${fullName}\n${firstLines(failureMessages?.join('\n') ?? '')}`,
  );
}

/** Without the calls of the test runner. */
function firstLines(text: string): string {
  const lines = stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => !line.includes('/node_modules/') && !line.includes('at new Promise'))
    .slice(0, shownLines);
  return lines.map((line) => `    ${line}`).join('\n');
}
