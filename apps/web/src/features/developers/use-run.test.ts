import { describe, expect, it } from 'vitest';
import { parseVariables } from './use-run.ts';

describe('variables', () => {
  it('are a JSON object or empty', () => {
    expect(parseVariables('{"first": 2}')).toEqual({ variables: { first: 2 } });
    expect(parseVariables('  ')).toEqual({ variables: {} });
  });

  it.each(['[1]', 'null', '"a"', '{first: 2}'])('%s are refused with a reason', (text) => {
    expect(parseVariables(text)).toEqual({ error: expect.stringMatching(/JSON/) });
  });
});
