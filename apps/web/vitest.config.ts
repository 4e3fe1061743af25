import { availableParallelism } from 'node:os';
import { defineConfig, mergeConfig } from 'vitest/config';
import viteConfig from './vite.config.ts';

/** Tests that need a document. Each file has its own, and modules of its own. All others belong to the project unit. */
export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      name: 'web',
      include: ['src/**/*.dom.test.ts'],
      environment: 'happy-dom',
      // A thread loads happy-dom once and gives each file a new context. A process for each file takes twice the time.
      pool: 'vmThreads',
      // As in the project unit, which runs beside it.
      maxWorkers: availableParallelism() + 1,
      testTimeout: 180_000,
      hookTimeout: 300_000,
      expect: { poll: { timeout: 90_000 } },
    },
  }),
);
