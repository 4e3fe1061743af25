import { describe, expect, it } from 'vitest';
import { nextFreeName } from './next-free-name.ts';

describe('the suggested name', () => {
  it('fills the first gap', () => {
    expect(nextFreeName('web', [])).toBe('web-1');
    expect(nextFreeName('web', ['web-1', 'web-3', 'host-2'])).toBe('web-2');
  });
});
