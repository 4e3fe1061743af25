import { describe, expect, it } from 'vitest';
import { staticClosure } from './check-budget.ts';

describe('the budget of the first page', () => {
  const manifest = {
    'index.html': { file: 'index.js', imports: ['_vue.js'] },
    'SignInPage.vue': { file: 'sign-in.js', imports: ['_vue.js', '_input.js'] },
    '_input.js': { file: 'input.js', imports: ['_vue.js'] },
    '_vue.js': { file: 'vue.js' },
    'LabPage.vue': { file: 'lab.js' },
  };

  it('counts each statically imported file once', () => {
    expect(staticClosure(manifest, ['index.html', 'SignInPage.vue']).sort()).toEqual([
      'index.js',
      'input.js',
      'sign-in.js',
      'vue.js',
    ]);
  });

  it('fails if the first page is not in the manifest', () => {
    expect(() => staticClosure(manifest, ['Renamed.vue'])).toThrow('The manifest has no Renamed.vue');
  });
});
