import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Names the file that gets the errors: JSON, an array of strings. */
export const outsideErrorsVariable = 'PINEAPPLE_OUTSIDE_ERRORS';

/**
 * Writes the errors that belong to no test, because vitest's JSON report leaves them out although a run fails by them:
 * rejections and exceptions that no code handled, and workers that ended or did not end.
 */
export default class ErrorsOutsideTests implements Reporter {
  onTestRunEnd(_modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const file = process.env[outsideErrorsVariable];
    if (file !== undefined) writeFileSync(file, JSON.stringify(errors.map(describe)));
  }
}

/** Its stack begins with its message. `VITEST_TEST_PATH` is the file that ran when it came. */
function describe(error: SerializedError): string {
  const during = typeof error['VITEST_TEST_PATH'] === 'string' ? `during ${error['VITEST_TEST_PATH']}: ` : '';
  const causes = [];
  for (let cause = error.cause; cause; cause = cause.cause)
    causes.push(`Caused by: ${cause.stack ?? cause.message}`);
  return [`${during}${error.stack ?? error.message}`, ...causes].join('\n');
}
