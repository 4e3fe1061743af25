import { describe, expect, it } from 'vitest';
import { pathAfterSignIn } from './navigation.ts';

describe('the path after signing in', () => {
  it('is the requested path', () => {
    expect(pathAfterSignIn('/labs/lab_1')).toBe('/labs/lab_1');
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'labs', undefined, ['/a']])(
    'never leads to another site: %s',
    (next) => {
      expect(pathAfterSignIn(next)).toBe('/labs');
    },
  );
});
