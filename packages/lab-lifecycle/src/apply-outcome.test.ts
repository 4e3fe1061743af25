import type { ApplyReport } from '@pineapple/contracts';
import { expect, test } from 'vitest';
import { readApplyOutcome } from './apply-outcome.ts';

const report: ApplyReport = {
  labId: 'lab_abcdefghijkm',
  revision: 7,
  status: 'applied',
  message: 'Everything is as desired.',
  steps: Array.from({ length: 400 }, (_, index) => ({
    action: 'create-container',
    subject: `ctr_abcdefghijkm_${index}`,
    reason: 'it is not there',
    outcome: 'done',
    error: null,
    startedMs: index,
    durationMs: 1,
  })),
  durationMs: 4711,
};
const outcome = { labId: report.labId, revision: 7, status: 'applied' };

test('reads the outcome from a complete report', () => {
  expect(readApplyOutcome(JSON.stringify(report))).toEqual(outcome);
});

test('reads the outcome from a report that Systems Manager cut at 24,000 characters', () => {
  const cut = JSON.stringify(report).slice(0, 24_000);
  expect(() => JSON.parse(cut) as unknown).toThrow();
  expect(readApplyOutcome(cut)).toEqual(outcome);
});

test('reads the outcome from a complete report with any order of keys', () => {
  const { status, ...rest } = report;
  expect(readApplyOutcome(`  ${JSON.stringify({ ...rest, status }, null, 2)}\n`)).toEqual(outcome);
});

test.each([
  '',
  'curl: (7) Failed to connect',
  '{"labId":"lab_abcdefghijkm"}',
  'null',
  '{"labId":"x","revision":1,"status":"fine"}',
])('finds no outcome in %j', (output) => expect(readApplyOutcome(output)).toBeNull());

test('finds no outcome without output', () => {
  expect(readApplyOutcome(null)).toBeNull();
});
