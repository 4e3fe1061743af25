import { describe, expect, it } from 'vitest';
import { readVariables } from './read-variables.ts';

describe('variables', () => {
  it('are an object of JSON, or nothing', () => {
    expect(readVariables('{"first": 2}')).toEqual({ variables: { first: 2 } });
    expect(readVariables('  ')).toEqual({ variables: {} });
  });

  it.each(['[1]', 'null', '"a"', '{first: 2}'])('%s are refused with the reason', (text) => {
    expect(readVariables(text)).toEqual({ error: expect.stringMatching(/JSON/) });
  });
});
