import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] }[];
}

/** The rules of axe-core that look at colours. All others find the same in every theme. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** Waits until axe-core finds nothing on the current page: a part of it may just be drawn. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect.poll(() => accessibilityProblems(page)).toEqual([]);
}

/** The violations that axe-core finds on the current page, one line each. `what` limits the rules. */
export async function accessibilityProblems(
  page: Page,
  what: 'everything' | 'colours' = 'everything',
): Promise<string[]> {
  // Evaluated through the debugger, so that the page's Content-Security-Policy does not block it.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(source);
  // Without a description of all that passes, which takes as long as the checks.
  const options = { resultTypes: ['violations'], ...(what === 'colours' && { runOnly: colourRules }) };
  const result = await page.evaluate<AxeResult>(`axe.run(${JSON.stringify(options)})`);
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help} at ${node.target.join(' ')}`),
  );
}
