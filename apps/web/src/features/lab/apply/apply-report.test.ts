import { describe, expect, it } from 'vitest';
import { parseReport, readable } from './apply-report.ts';

const step = {
  action: 'create-network',
  subject: 'lan',
  reason: 'it is not there',
  outcome: 'done',
  error: null,
  startedMs: 1,
  durationMs: 25,
};

describe('the report of an apply', () => {
  it('is read from what the command printed', () => {
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
  ])('is none when something else was printed, or only a part: %s', (output) => {
    expect(parseReport(output)).toBeNull();
  });

  it('survives a step with a part missing', () => {
    expect(parseReport('{"steps":[{"action":"stop"}]}')?.steps).toEqual([
      { action: 'stop', subject: '', reason: '', outcome: '', error: null, startedMs: 0, durationMs: 0 },
    ]);
  });

  it('is shown raw when it is not JSON', () => {
    expect(readable('plain text')).toBe('plain text');
    expect(readable('{"a":1}')).toBe('{\n  "a": 1\n}');
  });
});
