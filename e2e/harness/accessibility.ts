import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] }[];
}

/** The violations that axe-core finds on the current page, one line each. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Evaluated through the debugger, so that the page's Content-Security-Policy does not block it.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(source);
  const result = await page.evaluate<AxeResult>('axe.run()');
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help} at ${node.target.join(' ')}`),
  );
}
