import { defineConfig } from 'vitest/config';

const ignored = ['**/node_modules/**', '**/dist/**', '.pineapple/**'];

// Node takes graphql's CommonJS build and Vite its module: two of them don't know each other's schemas.
const oneGraphql = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

/**
 * `*.test.ts` needs nothing but Node, `*.docker.test.ts` a Docker engine, `*.e2e.test.ts` the whole
 * product and a browser. The last two share one machine, so their files run one after the other.
 */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: oneGraphql,
        test: {
          name: 'unit',
          include: ['{packages,dev,apps,lambda-functions,scripts,terraform}/**/*.test.ts'],
          exclude: [...ignored, 'apps/web/**', '**/*.docker.test.ts'],
          testTimeout: 20_000,
        },
      },
      './apps/web/vitest.config.ts',
      {
        resolve: oneGraphql,
        test: {
          name: 'docker',
          include: ['{packages,dev,apps,lambda-functions,scripts}/**/*.docker.test.ts'],
          exclude: ignored,
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.test.ts'],
          exclude: ignored,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
