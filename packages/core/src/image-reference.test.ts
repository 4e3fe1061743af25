import { describe, expect, it } from 'vitest';
import { readAllowedReference, readImageReference } from './image-reference.ts';

describe('a reference to an image', () => {
  it.each([
    ['alpine', 'docker.io/library/alpine:latest'],
    ['alpine:3.20', 'docker.io/library/alpine:3.20'],
    ['frrouting/frr:v9.1.0', 'docker.io/frrouting/frr:v9.1.0'],
    ['index.docker.io/library/alpine', 'docker.io/library/alpine:latest'],
    ['ghcr.io/org/deep/tool', 'ghcr.io/org/deep/tool:latest'],
    ['localhost:5000/tool:1', 'localhost:5000/tool:1'],
    ['registry:5000/tool', 'registry:5000/tool:latest'],
    [`quay.io/a/b:1@sha256:${'0'.repeat(64)}`, `quay.io/a/b@sha256:${'0'.repeat(64)}`],
  ])('%s is %s', (text, whole) => {
    expect(readImageReference(text)).toMatchObject({ ok: true, value: { whole } });
  });

  it.each([
    '',
    '-v',
    'Alpine',
    'a b',
    'a//b',
    'https://ghcr.io/a',
    'a:',
    'a@sha256:0',
    '../a',
    `a:${'x'.repeat(300)}`,
  ])('%j is none', (text) => {
    expect(readImageReference(text)).toMatchObject({ ok: false });
  });

  it('is allowed in a registry or the part of one that the operator names, and nowhere else', () => {
    const registries = ['docker.io/library', 'ghcr.io'];
    expect(readAllowedReference(' alpine ', registries)).toEqual({
      ok: true,
      value: 'docker.io/library/alpine:latest',
    });
    expect(readAllowedReference('ghcr.io/a/b', registries).ok).toBe(true);
    for (const text of ['frrouting/frr', 'docker.io/library2/x', 'ghcr.io.evil.org/a', '127.0.0.1/a'])
      expect(readAllowedReference(text, registries)).toMatchObject({
        error: expect.stringContaining('allows') as string,
      });
    expect(readAllowedReference('alpine', [])).toMatchObject({
      error: expect.stringContaining('PINEAPPLE_REGISTRIES') as string,
    });
  });
});
