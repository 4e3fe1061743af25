import { describe, expect, it } from 'vitest';
import { formatOutput, parseReport } from './apply-report.ts';

const step = {
  action: 'create-network',
  subject: 'lan',
  reason: 'the network is missing',
  outcome: 'done',
  error: null,
  startedMs: 1,
  durationMs: 25,
};

describe('the report of a deployment', () => {
  it('is parsed from the output of the command', () => {
    const output = JSON.stringify({
      labId: 'l',
      revision: 3,
      status: 'applied',
      message: 'ok',
      durationMs: 30,
      steps: [step],
    });
    expect(parseReport(output)).toEqual({ status: 'applied', message: 'ok', durationMs: 30, steps: [step] });
  });

  it.each([
    null,
    '',
    'sh: curl: not found',
    '{"status":"applied","steps":[{"action":"cre',
    '[]',
    '{"steps":3}',
  ])('is null when the output is truncated or is no report: %s', (output) => {
    expect(parseReport(output)).toBeNull();
  });

  it('fills in the missing fields of a step', () => {
    expect(parseReport('{"steps":[{"action":"stop"}]}')?.steps).toEqual([
      { action: 'stop', subject: '', reason: '', outcome: '', error: null, startedMs: 0, durationMs: 0 },
    ]);
  });

  it('is indented when it is JSON, and left as it is otherwise', () => {
    expect(formatOutput('plain text')).toBe('plain text');
    expect(formatOutput('{"a":1}')).toBe('{\n  "a": 1\n}');
  });
});
