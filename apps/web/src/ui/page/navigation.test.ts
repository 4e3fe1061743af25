import { describe, expect, it } from 'vitest';
import { pathAfterSignIn } from './navigation.ts';

describe('the page after signing in', () => {
  it('is the one that was asked for', () => {
    expect(pathAfterSignIn('/labs/lab_1')).toBe('/labs/lab_1');
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'labs', undefined, ['/a']])(
    'is never on another site: %s',
    (next) => {
      expect(pathAfterSignIn(next)).toBe('/labs');
    },
  );
});
