import { availableParallelism } from 'node:os';
import { defineConfig, mergeConfig } from 'vitest/config';
import viteConfig from './vite.config.ts';

export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      name: 'web',
      // As in the project unit, which runs beside it.
      isolate: false,
      maxWorkers: availableParallelism() + 1,
      testTimeout: 20_000,
      expect: { poll: { timeout: 10_000 } },
      // Tests that need a DOM select happy-dom in their first line. All others start ten times faster without it.
      environment: 'node',
      include: ['{src,scripts,vite}/**/*.test.ts'],
    },
  }),
);
